import { z } from 'zod';

import { Alerts } from './alerts-schema.ts';
import { Artifacts } from './artifacts-schema.ts';
import { Cluster } from './cluster-schema.ts';
import { Machines, Provision, Vagrant } from './machines-schema.ts';
import { Platform } from './platform-schema.ts';
import {
  AbsolutePath,
  CookieName,
  CookiePath,
  DnsLabel,
  Duration,
  HeaderName,
  HostName,
  ListenHost,
  PathPattern,
  Port,
  WholeSeconds,
} from './values.ts';
import { Images, NodePort, WORKLOAD_KEYS } from './workload-schema.ts';

const Release = z
  .strictObject({
    weight: z
      .int()
      .min(0)
      .max(100)
      .describe('Of 100 new sessions, how many begin with this release. Together 100.'),
    model: DnsLabel.describe('The model that it serves: a folder of model-service/models.'),
  })
  .describe('One release of the app, with the release of model-service that it talks to.');

const Routing = z.strictObject({
  version_header: HeaderName.describe('A request with this header is answered by the release that it names.'),
  cookie: z
    .strictObject({
      name: CookieName.describe('The name of the cookie.'),
      path: CookiePath.describe('The path for which browsers send it.'),
      max_age_seconds: z
        .int()
        .min(1)
        .max(34_560_000)
        .describe('How long browsers keep it; they stop at 400 days.'),
      // None would need Secure, and the lab speaks plain http.
      same_site: z
        .enum(['Lax', 'Strict'])
        .describe('Whether browsers send it with requests from other sites.'),
    })
    .describe('The cookie that keeps a session on its release.'),
  timeout: Duration.describe('After this time a request that is not answered ends with 504.'),
  retries: z
    .strictObject({
      attempts: z.int().min(0).max(10).describe('How often it is tried again; 0 is never.'),
      per_try_timeout: Duration.describe('After this time a single try is given up.'),
    })
    .describe('When no connection could be made, a request is tried again on another one.'),
  outlier_detection: z
    .strictObject({
      consecutive_5xx_errors: z
        .int()
        .min(1)
        .max(1000)
        .describe('How many 5xx answers in a row eject an instance.'),
      interval: Duration.describe('How often ejections are looked at.'),
      base_ejection_time: Duration.describe("The first ejection's length; the n-th is n times as long."),
      max_ejection_percent: z
        .int()
        .min(0)
        .max(100)
        .describe("At most this part of a release's instances at once."),
    })
    .describe('An instance that keeps failing gets no requests for a while.'),
});

const RateLimit = z.strictObject({
  per: z
    .enum(['client', 'gateway'])
    .describe('client: a bucket for each client; gateway: one bucket for all.'),
  tokens: z.int().min(1).max(1_000_000).describe('How many requests a client may send at once.'),
  refill: z
    .strictObject({
      tokens: z.int().min(1).max(1_000_000).describe('How many tokens come back in an interval.'),
      interval: WholeSeconds.describe('The interval; tokens come back evenly within it.'),
    })
    .describe('How fast tokens come back: 10 in 30 s are one every 3 s.'),
  user_header: z
    .union([z.literal(false), HeaderName])
    .describe("The header that names the client (the client's own word); false: the address alone."),
  trusted_hops: z.int().min(0).max(16).describe('How many proxies in front are believed about the address.'),
  remembered_clients: z.int().min(1).max(1_000_000).describe('For how many clients a bucket is kept.'),
  free_paths: z
    .array(PathPattern)
    .describe('Paths that cost no token; a `*` at the end stands for anything.'),
});

/** lab.yml: every value of the lab, none optional, so that the file shows them all. */
export const Lab = z.strictObject({
  namespace: DnsLabel.describe('The Kubernetes namespace of the app and model-service.'),
  app: z
    .strictObject({
      host: HostName.describe('The host name under which the gateway serves the app.'),
      port: Port.describe("The port of the app's Service in the cluster."),
      node_port: NodePort.describe('Without a mesh: the port of every machine under which the app answers.'),
      ...WORKLOAD_KEYS,
    })
    .describe('The page and its service.'),
  model_service: z
    .strictObject({
      port: Port.describe("The port of model-service's Services in the cluster."),
      ...WORKLOAD_KEYS,
    })
    .describe('The model behind REST.'),
  releases: z
    .record(DnsLabel, Release)
    .refine((releases) => Object.keys(releases).length > 0, 'must name at least one release')
    .describe('The releases that run side by side, by name.'),
  routing: Routing.describe('How requests find a release.'),
  rate_limit: RateLimit.describe('How many requests the gateway lets through.'),
  mesh: z
    .enum(['istio', 'none'])
    .describe(
      'istio: it is installed and the routing manifests are applied; none: Services alone, without weights or limit.',
    ),
  monitoring: z
    .boolean()
    .describe('Whether Prometheus and Grafana are installed, and what only they read is applied.'),
  alerts: Alerts.describe('When Prometheus raises an alert.'),
  images: Images.describe('The images of our services, and how they are built.'),
  local: z
    .strictObject({
      host: ListenHost.describe('The address that everything binds.'),
      port: Port.describe('The port of the gateway; the services take the ports that follow.'),
      prometheus: z
        .union([z.enum(['auto', 'off']), AbsolutePath], 'expected auto, off or a path that begins with `/`')
        .describe(
          'Prometheus beside the services: auto where it is installed, off, or the path of the program.',
        ),
    })
    .describe('Where `lab up` listens.'),
  machines: Machines.describe('The machines of the cluster, by name.'),
  vagrant: Vagrant.describe('How Vagrant makes them.'),
  cluster: Cluster.describe('The cluster that playbooks/cluster.yml makes of the machines.'),
  platform: Platform.describe('What is installed in the cluster besides the app.'),
  artifacts: Artifacts.describe('What machines get from elsewhere, by publisher.'),
  provision: Provision.describe('Where a run of playbooks keeps its things.'),
});
export type Lab = z.infer<typeof Lab>;
