using System.Reflection;
using Gmsa.Experiments.Cli.Commands;
using Gmsa.Experiments.Config;

namespace Gmsa.Experiments.Tests;

/// <summary>Whatever an experiment file or a command line can name is tested by a suite of its own sort, which a class here
/// derives.</summary>
public class ConformanceTests
{
    /// <summary>A list that somebody may add a kind to.</summary>
    /// <param name="Name">In the plural: "Trainers" are tested by what derives from <c>EveryTrainerTests</c>.</param>
    private sealed record KindList(string Name, IReadOnlyList<string> Words);

    [Fact]
    public void Every_kind_there_is_has_a_suite()
    {
        var lists = Lists();
        Assert.True(lists.Count >= 10, $"only {lists.Count} lists of kinds");
        Assert.True(lists.Sum(list => list.Words.Count) >= 80, $"only {lists.Sum(list => list.Words.Count)} kinds");
        Assert.Empty(Untested(lists));
    }

    [Theory]
    [InlineData("Trainers", "planted")]
    [InlineData("Searches", "planted")]
    [InlineData("Commands", "planted")]
    [InlineData("Networks", "planted")] // a list of a new sort
    public void A_planted_kind_without_one_is_seen(string list, string word)
    {
        var planted = Lists().Where(l => l.Name == list).DefaultIfEmpty(new(list, [])).Select(l => l with { Words = [.. l.Words, word] });
        Assert.Equal([$"{list}: {word}"], Untested(planted));
    }

    /// <summary>The public lists of the catalog, and the commands.</summary>
    private static IReadOnlyList<KindList> Lists() =>
    [
        .. from property in typeof(Catalog).GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where property.PropertyType == typeof(IReadOnlyList<Kind>)
           let kinds = (IReadOnlyList<Kind>)property.GetValue(Catalog.Default)!
           select new KindList(property.Name, [.. kinds.Select(kind => kind.Word)]),
        new("Commands", [.. CommandLine.Root().Subcommands.Where(command => !command.Hidden).Select(command => command.Name)]),
    ];

    private static IEnumerable<string> Untested(IEnumerable<KindList> lists) =>
        from list in lists
        from word in list.Words.Except(Suites.Where(suite => IsFor(suite, list)).SelectMany(Words))
        select $"{list.Name}: {word}";

    private static IEnumerable<Type> Suites => typeof(ConformanceTests).Assembly.GetExportedTypes()
        .Where(type => type.IsAssignableTo(typeof(ISuite)) && !type.IsAbstract);

    /// <summary>By the name of what it derives from, or its own.</summary>
    private static bool IsFor(Type suite, KindList list)
    {
        for (var type = suite; type is not null; type = type.BaseType)
            if (((string[])["s", "es"]).Any(plural => type.Name is ['E', 'v', 'e', 'r', 'y', .. var noun]
                && noun.EndsWith("Tests", StringComparison.Ordinal) && noun[..^"Tests".Length] + plural == list.Name)) return true;
        return false;
    }

    private static IEnumerable<string> Words(Type suite)
    {
        var made = Activator.CreateInstance(suite)!;
        using var owned = made as IDisposable;
        return [.. ((ISuite)made).WordsOf(typeof(object))];
    }
}
