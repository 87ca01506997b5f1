/** Which edges of a cell a contour joins, by the corners above the level: bit 0 lower left, then counterclockwise. */
const JOINS = [
  [], [[3, 0]], [[0, 1]], [[3, 1]], [[1, 2]], [[3, 0], [1, 2]], [[0, 2]], [[3, 2]],
  [[2, 3]], [[2, 0]], [[0, 1], [2, 3]], [[2, 1]], [[1, 3]], [[1, 0]], [[0, 3]], [],
];

/**
 * Returns the segments [x0, y0, x1, y1] on which a function has a level, by marching squares over its values on a grid of
 * (size + 1)², row by row from the lower left.
 */
export function contours(grid, size, level, [x0, x1], [y0, y1]) {
  const segments = [];
  const value = (i, j) => grid[j * (size + 1) + i];
  const place = (i, j) => [x0 + ((x1 - x0) * i) / size, y0 + ((y1 - y0) * j) / size];
  for (let j = 0; j < size; j += 1) {
    for (let i = 0; i < size; i += 1) {
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
      const heights = corners.map(([a, b]) => value(a, b));
      const above = heights.reduce((bits, height, k) => bits | (height > level ? 1 << k : 0), 0);
      for (const [from, to] of JOINS[above]) {
        const [a, b] = [crossing(corners, heights, from, level), crossing(corners, heights, to, level)];
        segments.push([...place(...a), ...place(...b)]);
      }
    }
  }
  return segments;
}

/** Where on edge k, from corner k to the next, the level is reached. */
function crossing(corners, heights, k, level) {
  const next = (k + 1) % 4;
  const share = (level - heights[k]) / (heights[next] - heights[k]);
  const part = Number.isFinite(share) ? share : 0.5;
  return [0, 1].map((axis) => corners[k][axis] + (corners[next][axis] - corners[k][axis]) * part);
}
