using System.ComponentModel;
using System.Reflection;

namespace Gmsa.Experiments.Testing;

/// <summary>The keys of an options record: what an experiment file can say of a kind.</summary>
internal static class Keys
{
    /// <summary>There are some, and each says what it is, for help and schema.</summary>
    public static void AssertDescribed(Type options)
    {
        var keys = options.GetProperties().Where(p => p.CanWrite).ToArray();
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.NotNull(key.GetCustomAttribute<DescriptionAttribute>()));
    }
}
