/** The measures of the associations screen, shared by what moves in it and what paints it. */

/** The model's own line, its table and a blank one. */
export const linesAbove = 3;
/** Alias and target, keys, and a blank line. */
export const linesPerAssociation = 3;
