/** The content of the page, and its nodes by their ids. */
export const content = JSON.parse(document.getElementById('content').textContent);

export const nodes = new Map(content.nodes.map((node) => [node.id, node]));

/** The models first, each kind by name. */
export const listedNodes = [...content.nodes].sort((a, b) => b.isModel - a.isModel || (a.id < b.id ? -1 : 1));
