/** A pattern whose meaning we cannot keep. Never leaves `pythonRegex`. */
export class UntranslatablePattern extends Error {}
