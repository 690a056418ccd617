import type { Answer } from './ask.ts';

/** `string`, `number`, `boolean`, `null`, `object` for a map of free names, or the parts of an object or a list. */
export type Shape = string | readonly [Shape?] | ShapeMembers;

export interface ShapeMembers {
  readonly [member: string]: Shape;
}

export interface SavedShapes {
  readonly version: 1;
  readonly replies: readonly {
    readonly call: string;
    readonly status: number;
    /** Names of those headers that the SDK can read, without their values. */
    readonly headers: readonly string[];
    readonly body: Shape;
  }[];
}

const readHeaders = [
  'Content-Type',
  'ETag',
  'Retry-After',
  'Date',
  'WWW-Authenticate',
  'X-Idempotent-Replayed',
];

/** The form of each reply without a single value: names of members and types, no URL, no ID, no list of words. */
export function toShapes(answers: readonly Answer[]): SavedShapes {
  return {
    version: 1,
    replies: answers.map(({ name, is, status, headers, body }) => ({
      call: name,
      status,
      headers: readHeaders.filter((header) => headers.has(header)),
      body: is === 'json' ? toShape(body) : is,
    })),
  };
}

/** Members with names that are data of the tenant or of the person. */
const freeMaps = ['payload', 'metadata', 'details', 'preferences'];

function toShape(value: unknown, depth = 0): Shape {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (depth > 8) return 'object';
  if (Array.isArray(value)) {
    const shapes = value.map((entry) => toShape(entry, depth + 1));
    return shapes.length === 0 ? [] : [shapes.reduce(mergeShapes)];
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      /^[A-Za-z][A-Za-z_]{0,59}$/.test(name) ? name : '*',
      freeMaps.includes(name) && member !== null ? 'object' : toShape(member, depth + 1),
    ]),
  );
}

/** The shape of entries of one list; a member that is not in all of them counts as present. */
function mergeShapes(one: Shape, other: Shape): Shape {
  if (isObjectShape(one) && isObjectShape(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return Object.fromEntries(
      [...names].map((name) => {
        const [mine, theirs] = [one[name], other[name]];
        return [name, mine && theirs ? mergeShapes(mine, theirs) : (mine ?? theirs ?? 'null')];
      }),
    );
  }
  if (JSON.stringify(one) === JSON.stringify(other)) return one;
  return typeof one === 'string' && typeof other === 'string' ? [...new Set([one, other])].join(' | ') : one;
}

const isObjectShape = (shape: Shape): shape is ShapeMembers =>
  typeof shape === 'object' && !Array.isArray(shape);
