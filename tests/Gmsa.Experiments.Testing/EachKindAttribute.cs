using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Gmsa.Experiments.Testing;

/// <summary>Runs a test of a suite for each kind that the class which derives from the suite names, by its word.</summary>
/// <param name="options">The type of the options of those that the test is for; without it it is for all.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachKindAttribute(Type options) : DataAttribute
{
    public EachKindAttribute() : this(typeof(object)) { }

    public Type Options => options;

    /// <summary>A type of options whose kinds the test is not for.</summary>
    public Type? Except { get; init; }

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var suite = Activator.CreateInstance(testMethod.ReflectedType!)!;
        disposalTracker.Add(suite);
        var words = ((ISuite)suite).WordsOf(options).Except(Except is null ? [] : ((ISuite)suite).WordsOf(Except));
        return new([.. words.Select(word => new TheoryDataRow<string>(word))]);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
