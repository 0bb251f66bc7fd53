/** How a diagram looks, alone and within a page that sets the custom properties itself. */

/** Light and dark of each colour. */
const palette = {
  paper: ['#fbfaf8', '#14181c'],
  box: ['#ffffff', '#1b2126'],
  head: ['#e9eef1', '#26313a'],
  edge: ['#c3cbd1', '#3a4650'],
  line: ['#6c7a86', '#8796a3'],
  ink: ['#1f2a33', '#e6ebef'],
  soft: ['#5f6c77', '#9dabb7'],
  mark: ['#8a5a13', '#e0b36a'],
  join: ['#f1ece2', '#2f2b22'],
  other: ['#efeff1', '#26282b'],
} as const;

type ColourName = keyof typeof palette;
// Its keys are those names.
const colourNames = Object.keys(palette) as readonly ColourName[];

function properties(write: (light: string, dark: string) => string): string {
  return colourNames
    .map((name) => {
      const [light, dark] = palette[name];
      return `--erd-${name}:${write(light, dark)}`;
    })
    .join(';');
}

/** Of a picture that stands alone, which programs show that know no newer CSS. */
const aloneColours = [
  `.erd.alone{${properties((light) => light)}}`,
  `@media (prefers-color-scheme:dark){.erd.alone{${properties((_, dark) => dark)}}}`,
].join('');

/** Of a page that says by `color-scheme` which it is. */
export const pageColours = `:root{${properties((light, dark) => `light-dark(${light},${dark})`)}}`;

/** A property in a colour: the light one stands before it, for programs that know no variables (librsvg, Inkscape). */
function coloured(property: 'fill' | 'stroke', name: ColourName): string {
  return `${property}:${palette[name][0]};${property}:var(--erd-${name})`;
}

/** What a page takes over as it is. */
export const diagramShapes = `
.erd .paper{${coloured('fill', 'paper')}}
.erd .box{${coloured('fill', 'box')};${coloured('stroke', 'edge')}}
.erd .head{${coloured('fill', 'head')}}
.erd .join .head{${coloured('fill', 'join')}}
.erd .other .head{${coloured('fill', 'other')}}
.erd text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;${coloured('fill', 'ink')}}
.erd .name{font:600 13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.erd .other .name{font-weight:400;font-style:italic}
.erd .optional,.erd .type{${coloured('fill', 'soft')}}
.erd .type{text-anchor:end}
.erd .mark{font-size:9.5px;font-weight:700;${coloured('fill', 'mark')}}
.erd .line{fill:none;${coloured('stroke', 'line')};stroke-width:1.3}
.erd .loose{stroke-dasharray:4 3}
.erd-foot{fill:none;${coloured('stroke', 'line')};stroke-width:1.3}
.erd-ring{${coloured('fill', 'box')};${coloured('stroke', 'line')};stroke-width:1.3}`;

export const diagramStyle = `${aloneColours}${diagramShapes}`.replaceAll('\n', '');

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
