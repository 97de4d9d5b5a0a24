/** Where a machine's lock lies when nobody says where: the first whose folder can be written. */
const USUAL_FILES = ['/run/lock', '/var/lock', '/tmp'].map((folder) => `${folder}/remla-lab.lock`);

/** The files that may be a machine's lock, in order. Beside it lies `FILE.tasks`, which every command holds a part of. */
export function lockFiles(file: string | undefined): readonly string[] {
  return file === undefined ? USUAL_FILES : [file];
}
