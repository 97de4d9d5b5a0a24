import { performance } from 'node:perf_hooks';

import express from 'express';

// Bare Express that spins as long as a run of the model takes: what is left for a service of Express to lose.
const busyMs = Number(process.env['BUSY_MS']);
const app = express();
app.get('/ready', (_request, response) => {
  response.end();
});
app.post('/api/v1/predict', express.json(), (_request, response) => {
  const endMs = performance.now() + busyMs;
  while (performance.now() < endMs);
  response.json({
    label: 'legitimate',
    probability: 0.123456789,
    threshold: 0.5,
    model: 'none',
    version: '0.0.0',
  });
});
app.listen(Number(process.env['PORT']), '127.0.0.1');
