// Migrations are imported as text; the bundler and the test runner load them.
declare module "*.sql" {
  const text: string;
  export default text;
}
