using System.ComponentModel;
using System.Reflection;

namespace Gmsa.Experiments.Testing;

/// <summary>The keys of an options record: what an experiment file can say of a kind.</summary>
internal static class Keys
{
    /// <summary>Each says what it is, for help and schema.</summary>
    public static void AssertDescribed(Type options) =>
        Assert.All(options.GetProperties().Where(p => p.CanWrite), p => Assert.NotNull(p.GetCustomAttribute<DescriptionAttribute>()));
}
