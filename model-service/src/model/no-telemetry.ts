// onnxruntime from 1.29 on sends data about sessions and models to Microsoft, writes a device id into the home directory,
// and waits for its upload when the process ends. It reads this variable when the first session is made; there is no
// option for it. Set unless somebody has decided otherwise.
process.env['ORT_DISABLE_TELEMETRY'] ??= '1';
