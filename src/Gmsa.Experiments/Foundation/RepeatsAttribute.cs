namespace Gmsa.Experiments.Foundation;

/// <summary>A list option in which a value may stand several times.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RepeatsAttribute : Attribute;
