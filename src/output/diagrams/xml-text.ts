/** Text as it stands in XML and HTML, in an element or a quoted attribute. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What XML 1.0 does not allow at all (section 2.2), and what reorders or hides what stands beside it, becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(/[\p{Cs}\ufffe\uffff]|[\u202a-\u202e\u2066-\u2069]|(?![\t\n])\p{Cc}/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
