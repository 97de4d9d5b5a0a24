import { lineIn } from './report.ts';
import type { SystemReport } from './report.ts';

const FIELDS = [
  'bios_date',
  'bios_vendor',
  'bios_version',
  'board_asset_tag',
  'board_name',
  'board_serial',
  'board_vendor',
  'board_version',
  'chassis_asset_tag',
  'chassis_serial',
  'chassis_vendor',
  'chassis_version',
  'product_name',
  'product_serial',
  'product_uuid',
  'product_version',
] as const;

/** SMBIOS: the type of a chassis by its number (DSP0134, 7.4.1); those that machines of today carry. */
const FORM_FACTORS: Readonly<Record<string, string>> = {
  1: 'Other',
  2: 'Unknown',
  3: 'Desktop',
  4: 'Low Profile Desktop',
  5: 'Pizza Box',
  6: 'Mini Tower',
  7: 'Tower',
  8: 'Portable',
  9: 'Laptop',
  10: 'Notebook',
  13: 'All In One',
  14: 'Sub Notebook',
  17: 'Main Server Chassis',
  23: 'Rack Mount Chassis',
  28: 'Blade',
  30: 'Tablet',
  31: 'Convertible',
  32: 'Detachable',
  35: 'Mini PC',
  36: 'Stick PC',
};

/** What the firmware says of the machine; `NA` where it says nothing, or to root alone. */
export function productFacts(report: SystemReport): Readonly<Record<string, string>> {
  const line = (field: string): string => lineIn(report, `/sys/class/dmi/id/${field}`) ?? 'NA';
  const chassis = line('chassis_type');
  return {
    ...Object.fromEntries(FIELDS.map((field) => [field, line(field)])),
    system_vendor: line('sys_vendor'),
    form_factor: FORM_FACTORS[chassis] ?? chassis,
  };
}
