// A briefing as the YAML of `briefings/<id>.yaml`: what people type is quoted, so that no reading
// of YAML can take it for anything but text.

// What YAML calls a line break, and what it doesn't allow in a text as it stands.
const NOT_PLAIN = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export const UNTITLED = 'Untitled briefing';

/** A text in double quotes, by rules that JSON and YAML share. */
export function quoted(text) {
  const json = JSON.stringify(text.replace(LONE_SURROGATE, '\ufffd'));
  return json.replace(NOT_PLAIN, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Several lines as a block where a block says exactly the same, else quoted. */
function lines(text, indent) {
  const all = text.split('\n');
  const whole = all.length > 1 && all[0].trim() && all.at(-1) && all.every((line) => !/^\s|\s$/.test(line));
  if (!whole || quoted(text.replaceAll('\n', '')).includes('\\u') || /[\t\r\b\f]/.test(text)) return quoted(text);
  return `|-\n${all.map((line) => (line ? indent + line : '')).join('\n')}`;
}

/** @param {{title, subtitle, slides: {view, heading, notes}[]}} briefing */
export function toYaml({ title, subtitle, slides }) {
  const out = [`title: ${quoted(title.trim() ? title : UNTITLED)}`];
  if (subtitle) out.push(`subtitle: ${quoted(subtitle)}`);
  out.push(slides.length ? 'slides:' : 'slides: []');
  for (const { view, heading, notes } of slides) {
    out.push(`  - view: ${quoted(view)}`);
    if (heading) out.push(`    heading: ${quoted(heading)}`);
    if (notes) out.push(`    notes: ${lines(notes, '      ')}`);
  }
  return `${out.join('\n')}\n`;
}
