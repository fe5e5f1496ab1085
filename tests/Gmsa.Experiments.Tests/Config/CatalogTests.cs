using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;
using OwnKinds;

namespace Gmsa.Experiments.Tests.Config;

public class CatalogTests
{
    private static readonly Type[] Bases =
    [
        typeof(FeatureOptions), typeof(AugmentationOptions), typeof(TrainerOptions), typeof(SplitOptions), typeof(SearchOptions),
        typeof(PrunerOptions), typeof(LauncherOptions), typeof(ReportOptions),
    ];

    [Fact]
    public void Every_options_record_stands_in_the_table_and_only_once()
    {
        var records = typeof(Catalog).Assembly.GetTypes().Where(t => !t.IsAbstract && Bases.Any(b => t.IsSubclassOf(b))).ToArray();
        var listed = Bases.SelectMany(b => Catalog.Default.GroupOf(b)!.Kinds).ToArray();
        Assert.True(records.Length >= 13);
        Assert.Equal(records.Select(r => r.Name).Order(StringComparer.Ordinal),
            listed.Select(k => k.Options.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Words_follow_the_names_of_the_records()
    {
        foreach (var group in Bases.Select(b => Catalog.Default.GroupOf(b)!))
        {
            Assert.Equal(group.Words.Count(), group.Words.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(group.Kinds, k => Assert.StartsWith(k.Word, k.Options.Name, StringComparison.OrdinalIgnoreCase));
            Assert.All(group.Kinds, k => Assert.Equal(k.Word, Catalog.Default.WordOf(Activator.CreateInstance(k.Options)!)));
        }
    }

    [Fact]
    public void Every_key_of_every_kind_is_one_that_a_file_can_say() => Assert.All(
        Bases.SelectMany(b => Catalog.Default.GroupOf(b)!.Kinds).SelectMany(k => OptionKey.Of(k.Options)),
        key => Assert.True(OptionKey.IsBindable(key.Type), key.Property.ToString()));

    [Fact]
    public void A_kind_more_stands_last_in_the_list_of_its_base_and_changes_no_other_catalog()
    {
        var more = Catalog.Default.With<CrestOptions>("crest").With<MaxEntropyOptions>("entropy");
        Assert.Equal([.. Catalog.Default.Features, new("crest", typeof(CrestOptions))], more.Features);
        Assert.Equal([.. Catalog.Default.Trainers, new("entropy", typeof(MaxEntropyOptions))], more.Trainers);
        Assert.Equal(Catalog.Default.Searches, more.Searches);
        Assert.Equal("entropy", more.WordOf(new MaxEntropyOptions { Passes = 3 }));
        var missing = Assert.Throws<ArgumentException>(() => Catalog.Default.WordOf(new MaxEntropyOptions()));
        Assert.Contains("Catalog.Default.With<MaxEntropyOptions>", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_names_its_own_catalog_only_where_none_is_handed_down()
    {
        var lines = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Gmsa.Experiments"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "Catalog.cs")
            .SelectMany(File.ReadLines).Where(line => line.Contains("Catalog.Default", StringComparison.Ordinal)).ToArray();
        Assert.True(lines.Length > 8);
        Assert.All(lines, line => Assert.Matches(@"\?\? Catalog\.Default|Catalog Catalog \{ get; init; \} = |// forms of schemes", line));
    }

    [Fact]
    public void One_word_may_be_of_several_sorts() =>
        Assert.Equal("auto", Catalog.Default.With<CrestOptions>("auto").WordOf(new CrestOptions()));

    [Theory]
    [InlineData("mel", "'mel' is taken: it is the feature Gmsa.Experiments.Features.MelOptions. Call OwnKinds.CrestOptions otherwise")]
    [InlineData("Crest", "OwnKinds.CrestOptions can't be called 'Crest'; expected: ASCII letters and digits, a small letter first")]
    [InlineData("crest factor", "can't be called 'crest factor'")]
    [InlineData("κρεστ", "can't be called 'κρεστ'")]
    [InlineData("", "can't be called ''")]
    public void A_word_that_can_be_none_is_told(string word, string expected) => Assert.Contains(expected,
        Assert.Throws<ArgumentException>(() => Catalog.Default.With<CrestOptions>(word)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_type_that_can_be_no_kind_is_told()
    {
        string Told<T>() where T : class, new() =>
            Assert.Throws<ArgumentException>(() => Catalog.Default.With<T>("own")).Message;
        Assert.Contains("System.Object is no options record of a kind; expected: one that derives from FeatureOptions, ", Told<object>(),
            StringComparison.Ordinal);
        Assert.Contains("MelOptions is the feature 'mel' already", Told<MelOptions>(), StringComparison.Ordinal);
        Assert.Contains("no options record", Told<CutScheme>(), StringComparison.Ordinal);
        Assert.Contains("UnsayableReport.Culture is a System.Globalization.CultureInfo, which no experiment file can say",
            Told<UnsayableReport>(), StringComparison.Ordinal);
    }

    private sealed record UnsayableReport : ReportOptions
    {
        public System.Globalization.CultureInfo? Culture { get; init; }

        public override IReport Create() => throw new NotSupportedException();
    }

    [Fact]
    public void Every_form_of_scheme_stands_in_the_table_under_the_key_that_makes_it_one()
    {
        var forms = typeof(Catalog).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(SchemeOptions))).ToArray();
        Assert.Equal(5, forms.Length);
        Assert.Equal(forms.Select(f => f.Name).Order(StringComparer.Ordinal),
            Catalog.Default.Schemes.Select(k => k.Options.Name).Order(StringComparer.Ordinal));
        Assert.All(Catalog.Default.Schemes, form => Assert.Equal(form.Word + "Scheme", form.Options.Name, ignoreCase: true));
        foreach (var form in Catalog.Default.Schemes)
        {
            Assert.True(OptionKey.Of(form.Options).Single(k => k.Key == form.Word).IsRequired);
            Assert.DoesNotContain(
                Catalog.Default.Schemes, other => other != form && OptionKey.Of(other.Options).Any(k => k.Key == form.Word));
        }
    }
}
