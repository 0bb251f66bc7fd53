/** How a tour screen is divided: the contents at the left where there is room, the stop beside them below its heads. */

export interface TourRoom {
  /** 0 where the contents have no room. */
  readonly contents: number;
  /** Cells of a line of the stop. */
  readonly text: number;
  /** Lines of the stop. */
  readonly height: number;
}

/** Where one is, the title, and a blank line. */
export const headLines = 3;

export function tourRoom(width: number, height: number): TourRoom {
  const contents = width >= 96 ? Math.min(40, Math.floor(width * 0.28)) : 0;
  const most = 100;
  return {
    contents,
    text: Math.min(most, width - contents - (contents > 0 ? 3 : 0) - 2),
    height: Math.max(1, height - headLines),
  };
}
