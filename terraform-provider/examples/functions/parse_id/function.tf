output "cluster" {
  value = provider::hikube::parse_id("prod/web").cluster
}
