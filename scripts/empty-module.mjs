// Stands in for packages the bundle must not carry (see build.mjs).
export default {};
