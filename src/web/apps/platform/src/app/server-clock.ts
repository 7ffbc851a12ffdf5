let ahead = 0;

/** Takes the hour that the node's answers carry: the watermark does not follow a desk's clock that was set wrong. */
export function takeServerTime(at: number, now = Date.now()): void {
  ahead = at - now;
}

/** The node's time, milliseconds since 1970; the desk's own until the first answer. */
export const serverNow = (): number => Date.now() + ahead;
