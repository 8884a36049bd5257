import { z } from 'zod'

/**
 * Paths of the objects in a schema that let unknown fields through (`list[]|1?` is: an array, its second union
 * member, nullable). An unknown kind of schema throws, so that the walk cannot pass over anything.
 */
export function looseObjectsIn(schema: z.core.$ZodType, path = ''): string[] {
  if (schema instanceof z.ZodObject) {
    const closed = schema.def.catchall instanceof z.ZodNever
    const inner = Object.entries(schema.shape).flatMap(([key, field]) =>
      looseObjectsIn(field as z.core.$ZodType, path === '' ? key : `${path}.${key}`),
    )
    return closed ? inner : [path, ...inner]
  }
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option, index) => looseObjectsIn(option, `${path}|${index}`))
  }
  if (schema instanceof z.ZodPipe) {
    return [...looseObjectsIn(schema.in, `${path}>`), ...looseObjectsIn(schema.out, `${path}<`)]
  }
  if (schema instanceof z.ZodArray) return looseObjectsIn(schema.element, `${path}[]`)
  // Its fields are named by its keys' schema; whoever takes it checks the names (`Credentials.connect`).
  if (schema instanceof z.ZodRecord) return looseObjectsIn(schema.valueType, `${path}{}`)
  if (WRAPPERS.some((wrapper) => schema instanceof wrapper)) {
    return looseObjectsIn((schema as z.ZodNullable).unwrap(), `${path}?`)
  }
  if (LEAVES.some((leaf) => schema instanceof leaf)) return []
  throw new Error(`schema walk: ${schema._zod.def.type} at ${path} is not known`)
}

const WRAPPERS = [z.ZodNullable, z.ZodOptional, z.ZodExactOptional, z.ZodDefault]

const LEAVES = [
  z.ZodString,
  z.ZodStringFormat,
  z.ZodNumber,
  z.ZodBoolean,
  z.ZodEnum,
  z.ZodLiteral,
  z.ZodNull,
  z.ZodUndefined,
  z.ZodTransform,
]
