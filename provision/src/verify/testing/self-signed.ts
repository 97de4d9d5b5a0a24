/**
 * A certificate that nobody vouches for, like that of the lab's Headlamp, and its key. It protects nothing: tests show it
 * on the loopback interface.
 */
export const SELF_SIGNED = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBhjCCAS2gAwIBAgIUJkwJH+dg/2Jc1nX/nKcZnGtpzgEwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNaGVhZGxhbXAudGVzdDAgFw0yNjExMjExNDAwMTZaGA8yMTI2
MTAyODE0MDAxNlowGDEWMBQGA1UEAwwNaGVhZGxhbXAudGVzdDBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABP7J0AkSW5iBhMAP/2QZaoe0bHEgEAkedwRV3xWUkvsh
86J5znXXmlxzX2tfJepV0DdqKHrjyrDvqBhvGvsEjBKjUzBRMB0GA1UdDgQWBBTK
q/nk63Fqg1FykBZhOGjoHsQTUzAfBgNVHSMEGDAWgBTKq/nk63Fqg1FykBZhOGjo
HsQTUzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIBz+gOhopknx
shwK0hrfCMx/f4My08va64wV2WKXxIlgAiAlekDECgICQH8zhJU9t+baDJabA7un
tU65lhv3/f3H4g==
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJruzpkEfl34YscbZ
8vwAyh7EkShro0AQ5JzEXyrb8HmhRANCAAT+ydAJEluYgYTAD/9kGWqHtGxxIBAJ
HncEVd8VlJL7IfOiec5115pcc19rXyXqVdA3aih648qw76gYbxr7BIwS
-----END PRIVATE KEY-----`,
} as const;
