using Xunit.Sdk;

namespace Gmsa.Experiments.Tests;

/// <summary>What tests of suites have in common: a kind that is bad on purpose.</summary>
internal static class Planted
{
    /// <summary>Holds that a check of a suite fails, on whichever thread it does.</summary>
    public static void Seen(Action check)
    {
        var failure = Record.Exception(check);
        if (failure is AggregateException several) failure = several.InnerExceptions[0];
        Assert.IsType<XunitException>(failure, exactMatch: false);
    }
}
