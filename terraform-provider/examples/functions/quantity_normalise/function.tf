output "same" {
  value = provider::hikube::quantity_normalise("1024Mi") == provider::hikube::quantity_normalise("1Gi")
}
