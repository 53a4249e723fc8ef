/**
 * Kinds that a CustomResourceDefinition makes known.
 *
 *     const definition = definitionOf('courses.example.com/v1', 'Course', cluster)   // undefined where nothing serves it
 *     definition && judgeCustomResource(definition, manifest, { namespace, cluster })
 *
 * A definition is decoded and has its defaults, as `cluster.list` gives it. One that is refused itself leaves its kind
 * `not-judged`.
 */
export { compileRules } from './compile-rules';
export { definitionOf, deprecationOfCustom, judgeCustomResource, type CustomResourceOptions } from './judge';
