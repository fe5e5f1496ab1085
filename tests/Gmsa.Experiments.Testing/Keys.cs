using System.ComponentModel;
using System.Reflection;

namespace Gmsa.Experiments.Testing;

/// <summary>The keys of an options record: what an experiment file can say of a kind.</summary>
internal static class Keys
{
    /// <summary>Each says what it is, for help and schema.</summary>
    /// <param name="some">Whether there have to be some.</param>
    public static void AssertDescribed(Type options, bool some = true)
    {
        var keys = options.GetProperties().Where(p => p.CanWrite).ToArray();
        if (some) Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.NotNull(key.GetCustomAttribute<DescriptionAttribute>()));
    }
}
