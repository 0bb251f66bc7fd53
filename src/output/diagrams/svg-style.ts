/** How a diagram looks, alone and within a page that sets the custom properties itself. */

/** Of a picture that stands alone; a page has its own. */
const colours = `
.erd.alone{--erd-paper:#fbfaf8;--erd-box:#ffffff;--erd-head:#e9eef1;--erd-edge:#c3cbd1;--erd-line:#6c7a86;--erd-ink:#1f2a33;--erd-soft:#66737e;--erd-mark:#8a5a13;--erd-join:#f1ece2;--erd-other:#efeff1}
@media (prefers-color-scheme: dark){.erd.alone{--erd-paper:#14181c;--erd-box:#1b2126;--erd-head:#26313a;--erd-edge:#3a4650;--erd-line:#8796a3;--erd-ink:#e6ebef;--erd-soft:#9dabb7;--erd-mark:#e0b36a;--erd-join:#2f2b22;--erd-other:#26282b}}`;

/** What a page takes over as it is. */
export const diagramShapes = `
.erd .paper{fill:var(--erd-paper)}
.erd .box{fill:var(--erd-box);stroke:var(--erd-edge)}
.erd .head{fill:var(--erd-head)}
.erd .join .head{fill:var(--erd-join)}
.erd .other .head{fill:var(--erd-other)}
.erd text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--erd-ink)}
.erd .name{font:600 13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.erd .other .name{font-weight:400;font-style:italic}
.erd .optional,.erd .type{fill:var(--erd-soft)}
.erd .type{text-anchor:end}
.erd .mark{font-size:9.5px;font-weight:700;fill:var(--erd-mark)}
.erd .line{fill:none;stroke:var(--erd-line);stroke-width:1.3}
.erd .loose{stroke-dasharray:4 3}
.erd-foot{fill:none;stroke:var(--erd-line);stroke-width:1.3}
.erd-ring{fill:var(--erd-box);stroke:var(--erd-line);stroke-width:1.3}`;

export const diagramStyle = `${colours}${diagramShapes}`.replaceAll('\n', '');

/** Crow's feet: what touches the box says how many at most, what stands before it how many at least. */
export const markerDefinitions = `<defs>${(['zero', 'one'] as const)
  .flatMap((least) => (['one', 'many'] as const).map((most) => footMarker(least, most)))
  .join('')}</defs>`;

/** The line ends at the right edge, where the box begins. */
function footMarker(least: 'zero' | 'one', most: 'one' | 'many'): string {
  const before =
    least === 'zero'
      ? '<circle class="erd-ring" cx="8" cy="7" r="3.6"/>'
      : '<path class="erd-foot" d="M10 2V12"/>';
  const shape = most === 'many' ? 'M12 7L22 1.5M12 7L22 12.5' : 'M16 2V12';
  return `<marker id="erd-${least}-${most}" viewBox="0 0 22 14" markerWidth="22" markerHeight="14" markerUnits="userSpaceOnUse" refX="22" refY="7" orient="auto-start-reverse">${before}<path class="erd-foot" d="${shape}"/></marker>`;
}
