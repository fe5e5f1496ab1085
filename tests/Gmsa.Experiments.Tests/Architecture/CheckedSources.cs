namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>
/// The sources that the house rules are checked on, read and bound once for all rules. They live as long as their tests, not as the
/// process: bound sources are hundreds of megabytes, and ML.NET's trees collect the whole heap twice for each fit.
/// </summary>
public sealed class CheckedSources
{
    private readonly Lazy<SourceTree> everything = new(() => SourceTree.Read("src"));
    private readonly Lazy<SourceTree> withTests = new(() => SourceTree.Read("src", "tests"));

    /// <summary>The library's, bound as part of them all.</summary>
    internal SourceTree Library => Everything.Within("src/Gmsa.Experiments/");

    /// <summary>Those of all of src.</summary>
    internal SourceTree Everything => everything.Value;

    /// <summary>Those of src and tests.</summary>
    internal SourceTree WithTests => withTests.Value;
}
