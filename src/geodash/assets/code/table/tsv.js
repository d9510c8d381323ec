// Cells as text between geodash and a spreadsheet: tabs between cells, line ends between rows, quoted where a
// cell has either.

/**
 * @param {string[][]} rows
 */
export function written(rows) {
  const cell = (/** @type {string} */ text) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join('\t')).join('\r\n');
}

/**
 * The rows of a text; a last line end begins no row.
 * @param {string} text
 * @returns {string[][]}
 */
export function read(text) {
  /** @type {string[][]} */
  const rows = [[]];
  const cells = /("(?:[^"]|"")*"(?=[\t\r\n]|$)|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/g;
  for (const [, raw, end] of text.matchAll(cells)) {
    const quoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
    rows[rows.length - 1].push(quoted ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (!end) break;
    if (end !== '\t') rows.push([]);
  }
  const last = rows[rows.length - 1];
  if (rows.length > 1 && last.length <= 1 && !last[0]) rows.pop();
  return rows;
}
