// Terraform writes snake_case where the API writes camelCase.

/** `minReplicas` → `min_replicas`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
