namespace Gmsa.Experiments.Foundation;

/// <summary>Marks a list in options that may also be written as its only item: <c>by: artist</c> for <c>by: [artist]</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOrMoreAttribute : Attribute;
