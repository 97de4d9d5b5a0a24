/** A value as Grafana writes it: three digits that matter where `decimals` says nothing, and the unit. */
export function format(value: number, unit: string, decimals?: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const [shown, suffix] = scaled(value, unit);
  const figure = digits(shown, decimals);
  return `${unit === 'locale' ? Number(figure).toLocaleString('en-US') : figure}${suffix}`;
}

const SUFFIXES: Readonly<Record<string, string>> = {
  reqps: ' req/s',
  ops: ' ops/s',
  cps: ' c/s',
  wps: ' /s',
};
const THOUSANDS = ['', ' K', ' Mil', ' Bil'];
const KIBI = [' B', ' KiB', ' MiB', ' GiB', ' TiB'];
const KILO_PER_SECOND = [' B/s', ' kB/s', ' MB/s', ' GB/s'];

function scaled(value: number, unit: string): readonly [number, string] {
  switch (unit) {
    case 'percentunit':
      return [value * 100, '%'];
    case 's':
      return seconds(value);
    case 'ms':
      return seconds(value / 1000);
    case 'bytes':
      return inSteps(value, 1024, KIBI);
    case 'Bps':
      return inSteps(value, 1000, KILO_PER_SECOND);
    case 'none':
    case 'locale':
      return [value, ''];
    default: {
      const [shown, suffix] = inSteps(value, 1000, THOUSANDS);
      return [shown, `${suffix}${SUFFIXES[unit] ?? ''}`];
    }
  }
}

function seconds(value: number): readonly [number, string] {
  const size = Math.abs(value);
  if (size === 0) return [0, ' s'];
  if (size < 1e-3) return [value * 1e6, ' µs'];
  if (size < 1) return [value * 1e3, ' ms'];
  return size < 120 ? [value, ' s'] : [value / 60, ' min'];
}

function inSteps(value: number, base: number, names: readonly string[]): readonly [number, string] {
  let index = 0;
  let shown = value;
  while (Math.abs(shown) >= base && index < names.length - 1) {
    shown /= base;
    index += 1;
  }
  return [shown, names[index] ?? ''];
}

function digits(value: number, decimals: number | undefined): string {
  if (decimals !== undefined) return String(Number(value.toFixed(decimals)));
  const whole = Math.abs(value) < 1 ? 0 : Math.floor(Math.log10(Math.abs(value))) + 1;
  return String(Number(value.toFixed(Math.min(Math.max(3 - whole, 0), 3))));
}
