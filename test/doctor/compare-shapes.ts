import type { SavedShapes, Shape } from '../../src/doctor.ts';

/**
 * Differences between the shapes that a tenant was saved with and those of the mock server, a sentence each: a status, a
 * type, or a member that the mock does not send. Members that only the mock sends are assumptions of this project.
 */
export function compareShapes(tenant: SavedShapes, mock: SavedShapes): readonly string[] {
  const own = new Map(mock.replies.map((reply) => [reply.call, reply]));
  return tenant.replies.flatMap(({ call, status, body }) => {
    const reply = own.get(call);
    if (!reply) return [];
    if (reply.status !== status) return [`${call}: the tenant answers ${status}, the mock ${reply.status}`];
    return compare(body, reply.body, call);
  });
}

function compare(tenant: Shape, mock: Shape, place: string): readonly string[] {
  if (isList(tenant) && isList(mock)) {
    const [theirs, ours] = [tenant[0], mock[0]];
    return theirs === undefined || ours === undefined ? [] : compare(theirs, ours, `${place}[]`);
  }
  if (isObject(tenant) && isObject(mock)) {
    return Object.entries(tenant).flatMap(([name, shape]) => {
      const ours = mock[name];
      const here = `${place}.${name}`;
      if (ours !== undefined) return compare(shape, ours, here);
      return shape === 'null' ? [] : [`${here}: the mock does not send it`];
    });
  }
  const [theirs, ours] = [toKinds(tenant), toKinds(mock)];
  const isSame =
    theirs.includes('null') || ours.includes('null') || theirs.some((kind) => ours.includes(kind));
  return isSame ? [] : [`${place}: the tenant sends ${theirs.join(' or ')}, the mock ${ours.join(' or ')}`];
}

const isList = (shape: Shape): shape is readonly [Shape?] => Array.isArray(shape);

const isObject = (shape: Shape): shape is Readonly<Record<string, Shape>> =>
  typeof shape === 'object' && !isList(shape);

/** A map of free names is an object too. */
function toKinds(shape: Shape): readonly string[] {
  if (typeof shape === 'string') return shape.split(' | ');
  return isList(shape) ? ['list'] : ['object'];
}
