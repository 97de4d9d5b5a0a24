import { linesByFolder } from './folders.ts';
import { linksByDevice } from './mounts.ts';
import type { SystemReport } from './report.ts';

type Values = ReadonlyMap<string, string>;

const LINK_FOLDERS = { ids: 'by-id', labels: 'by-label', uuids: 'by-uuid' } as const;

/** The kernel counts sizes of block devices in these, whatever the device itself uses. */
const SECTOR_BYTES = 512;

/** devices: block devices that hold something, with their partitions; device_links. */
export function deviceFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const links = (name: string): Record<string, readonly string[]> => {
    const found = Object.entries(LINK_FOLDERS).map(
      ([key, folder]) => [key, linksByDevice(report, folder).get(`/dev/${name}`) ?? []] as const,
    );
    return { ...Object.fromEntries(found), masters: [] };
  };
  const devices = [...linesByFolder(report, '/sys/block/')].map(
    ([name, values]) => [name, deviceOf(values, links(name), links)] as const,
  );
  const deviceLinks = Object.entries(LINK_FOLDERS).map(
    ([key, folder]) => [key, withoutDev(linksByDevice(report, folder))] as const,
  );
  return {
    devices: Object.fromEntries(devices),
    device_links: { ...Object.fromEntries(deviceLinks), masters: {} },
  };
}

function deviceOf(values: Values, own: unknown, links: (name: string) => unknown): Record<string, unknown> {
  const sectors = Number(values.get('size') ?? 0);
  return {
    model: values.get('device/model') ?? null,
    vendor: values.get('device/vendor') ?? null,
    removable: values.get('removable') ?? '0',
    rotational: values.get('queue/rotational') ?? '0',
    sectors,
    sectorsize: values.get('queue/logical_block_size') ?? String(SECTOR_BYTES),
    size: readableSize(sectors * SECTOR_BYTES),
    virtual: values.has('device/model') || values.has('device/vendor') ? 0 : 1,
    links: own,
    partitions: partitionsOf(values, links),
  };
}

function partitionsOf(values: Values, links: (name: string) => unknown): Record<string, unknown> {
  const names = [...values.keys()].flatMap((key) => /^([^/]+)\/partition$/.exec(key)?.[1] ?? []);
  const partitions = names.map((name) => {
    const sectors = Number(values.get(`${name}/size`) ?? 0);
    const partition = {
      start: values.get(`${name}/start`) ?? '0',
      sectors,
      sectorsize: SECTOR_BYTES,
      size: readableSize(sectors * SECTOR_BYTES),
      links: links(name),
    };
    return [name, partition] as const;
  });
  return Object.fromEntries(partitions);
}

function withoutDev(links: ReadonlyMap<string, readonly string[]>): Record<string, readonly string[]> {
  return Object.fromEntries([...links].map(([device, names]) => [device.slice('/dev/'.length), names]));
}

/** `20.00 GB`, in steps of 1024. */
function readableSize(bytes: number): string {
  const units = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB'];
  const step = bytes === 0 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${(bytes / 1024 ** step).toFixed(2)} ${units[step]}`;
}
