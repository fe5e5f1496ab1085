using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Gmsa.Experiments.Tests.Architecture;

/// <summary>What the library offers to programs outside of it is what somebody approved.</summary>
public class PublicApiTests
{
    private static readonly string Approved =
        Path.Combine(Repository.Root, "tests", "Gmsa.Experiments.Tests", "Architecture", "PublicApi.txt");

    private const string Source =
        """
        using System;
        using System.Collections.Generic;
        using System.Threading;

        namespace P;

        public abstract record Options
        {
            public int Bands { get; init; } = 128;
            public string? Name { get; internal set; }
            public required IReadOnlyList<string?> On { get; init; }
            internal int Hidden { get; init; }
            protected virtual double Share(double of = 0.5, string? why = null) => of;
            private protected int Ours() => 0;
            public abstract ITrainer Create();
        }

        public sealed record Track(string Id, double? Energy = null);
        public readonly record struct Seed(ulong Value);
        public enum Sort { Audio, Table = 5 }
        public delegate bool Seen(string path);
        public interface ITrainer { int Fit<T>(T row, CancellationToken cancel = default) where T : class, new(); }

        public static class Words
        {
            public const int Most = 3;
            public static readonly string Text = "";
            public static event Action? Told { add { } remove { } }
            public static string Of(this Sort sort, params ReadOnlySpan<int> more) => "";
            public sealed class Inner : IDisposable { internal Inner() { } public int this[int i] => i; public void Dispose() { } }
            private sealed class Unseen { public int Seen; }
        }

        internal sealed class Inside : ITrainer { public int Fit<T>(T row, CancellationToken cancel) where T : class, new() => 0; }
        """;

    private static readonly string[] Lines =
    [
        "P.ITrainer (interface)",
        "P.ITrainer: int Fit<T>(T row, CancellationToken cancel = default) where T : class, new()",
        "P.Options (abstract record)",
        "P.Options: protected Options()",
        "P.Options: protected virtual double Share(double of = 0.5, string? why = null)",
        "P.Options: public abstract ITrainer Create()",
        "P.Options: public int Bands { get; init; }",
        "P.Options: public required IReadOnlyList<string?> On { get; init; }",
        "P.Options: public string? Name { get; }",
        "P.Seed (readonly record struct)",
        "P.Seed: public Seed(ulong Value)",
        "P.Seed: public ulong Value { get; init; }",
        "P.Seen (delegate bool Seen(string path))",
        "P.Sort (enum)",
        "P.Sort: Audio = 0",
        "P.Sort: Table = 5",
        "P.Track (sealed record)",
        "P.Track: public Track(string Id, double? Energy = null)",
        "P.Track: public double? Energy { get; init; }",
        "P.Track: public string Id { get; init; }",
        "P.Words (static class)",
        "P.Words.Inner (sealed class : IDisposable)",
        "P.Words.Inner: public int this[int i] { get; }",
        "P.Words.Inner: public void Dispose()",
        "P.Words: public const int Most = 3",
        "P.Words: public static event Action? Told",
        "P.Words: public static readonly string Text",
        "P.Words: public static string Of(this Sort sort, params ReadOnlySpan<int> more)",
    ];

    [Fact]
    public void The_public_api_is_what_was_approved()
    {
        var found = PublicApi.Of(MetadataReference.CreateFromFile(typeof(Pipeline).Assembly.Location));
        Assert.True(found.Count > 1000, $"only {found.Count} lines were found");
        if (Repository.RenewsSnapshots) File.WriteAllText(Approved, string.Join('\n', found) + "\n");
        Assert.Empty(PublicApi.Violations(File.ReadAllLines(Approved), found));
    }

    [Fact]
    public void Everything_that_can_be_named_is_a_line_and_nothing_else() => Assert.Equal(Lines, PublicApi.Of(Outside.Compiled(Source)));

    [Theory]
    [InlineData("public sealed class Planted;", "new: P.Planted (sealed class)")]
    [InlineData("public enum Planted { A }", "new: P.Planted (enum)")]
    [InlineData("public sealed record Planted(int A);", "new: P.Planted (sealed record)")]
    public void A_planted_type_is_seen(string planted, string expected)
    {
        var violations = PublicApi.Violations(Lines, PublicApi.Of(Outside.Compiled(Source + planted)));
        Assert.Equal(expected, violations[0]);
        Assert.Contains("GMSA_SNAPSHOTS=write", violations[^1], StringComparison.Ordinal);
        var hidden = planted.Replace("public", "internal", StringComparison.Ordinal);
        Assert.Empty(PublicApi.Violations(Lines, PublicApi.Of(Outside.Compiled(Source + hidden))));
    }

    [Theory]
    [InlineData("public int Bands { get; init; }", "public long Bands { get; init; }",
        "gone: P.Options: public int Bands { get; init; }", "new: P.Options: public long Bands { get; init; }")]
    [InlineData("internal int Hidden", "public int Hidden", "new: P.Options: public int Hidden { get; init; }")]
    [InlineData("double? Energy = null", "double? Energy = 1", "new: P.Track: public Track(string Id, double? Energy = 1)",
        "gone: P.Track: public Track(string Id, double? Energy = null)")]
    [InlineData("string? Name", "string Name",
        "new: P.Options: public string Name { get; }", "gone: P.Options: public string? Name { get; }")]
    public void A_planted_member_is_seen(string before, string after, params string[] expected) => Assert.Equal(expected,
        PublicApi.Violations(Lines, PublicApi.Of(Outside.Compiled(Source.Replace(before, after, StringComparison.Ordinal)))).SkipLast(1));

    [Fact]
    public void Of_many_lines_the_first_are_told()
    {
        string[] many = [.. Enumerable.Range(0, 30).Select(i => $"P.Type{i:00} (enum)")];
        var violations = PublicApi.Violations([.. many, .. Lines], Lines);
        Assert.Equal(21, violations.Count);
        Assert.Equal("gone: P.Type19 (enum)", violations[19]);
        Assert.StartsWith("and 10 lines more; the public API is not what", violations[20], StringComparison.Ordinal);
        Assert.StartsWith("the lines are in another order", Assert.Single(PublicApi.Violations([.. Lines.Reverse()], Lines)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Only_tests_and_benchmarks_see_what_is_internal() => Assert.Equal(
        ["Gmsa.Experiments.Benchmarks", "Gmsa.Experiments.Tests"],
        typeof(Pipeline).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName).Order());
}
