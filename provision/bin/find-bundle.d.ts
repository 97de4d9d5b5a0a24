export function findBundle(folder: string): string | undefined;
