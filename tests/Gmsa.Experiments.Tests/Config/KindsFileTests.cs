using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Tests.Architecture;
using Microsoft.CodeAnalysis;

namespace Gmsa.Experiments.Tests.Config;

public sealed class KindsFileTests : IDisposable
{
    private const string Library =
        """
        namespace Gmsa.Experiments.Config
        {
            public sealed class Catalog { public Catalog WithNoKind() => this; }
            public interface ICatalogExtension { static abstract Catalog Extend(Catalog catalog); }
            public abstract class ExtendsCatalogAttribute : Attribute;
            public sealed class ExtendsCatalogAttribute<T> : ExtendsCatalogAttribute where T : ICatalogExtension;
        }
        """;

    private const string Sorts =
        """
        using Gmsa.Experiments.Augmentation;
        using Gmsa.Experiments.Config;
        using Gmsa.Experiments.Datasets;
        using Gmsa.Experiments.Features;
        using Gmsa.Experiments.Launchers;
        using Gmsa.Experiments.Reports;
        using Gmsa.Experiments.Search;
        using Gmsa.Experiments.Training;

        [assembly: ExtendsCatalog<Kinds>]

        public sealed class Kinds : ICatalogExtension
        {
            public static Catalog Extend(Catalog catalog) => catalog.With<One>("one").With<Louder>("louder").With<Deaf>("deaf")
                .With<Halves>("halves").With<Guess>("guess").With<Once>("once").With<Here>("here").With<Quiet>("quiet");

            public static NotSupportedException Unused => new();
        }

        public sealed record One : AudioFeatureOptions
        {
            public override int CodeVersion => 1;
            public override FeatureShape Shape(int samples, int sampleRate) => new(1, 1);
            public override IFeature Create(int sampleRate) => throw Kinds.Unused;
        }

        public sealed record Louder : PictureAugmentationOptions
        {
            public override IAugmentation Create(PictureFacts picture) => throw Kinds.Unused;
        }

        public sealed record Deaf : VectorTrainerOptions { public override ITrainer Create() => throw Kinds.Unused; }

        public sealed record Halves : SplitOptions
        {
            public override IReadOnlyList<string> KeptTogether => [];
            public override ISplit Create() => throw Kinds.Unused;
        }

        public sealed record Guess : SearchOptions { public override ISearch Create() => throw Kinds.Unused; }

        public sealed record Once : PrunerOptions
        {
            public int After { get; init; }
            public override int Earliest(int steps) => After;
            public override IPruner Create() => throw Kinds.Unused;
        }

        public sealed record Here : LauncherOptions { public override ITaskRunner CreateRunner() => throw Kinds.Unused; }

        public sealed record Quiet : ReportOptions { public override IReport Create() => throw Kinds.Unused; }
        """;

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Kinds_of_another_assembly_stand_beside_ours_and_the_catalog_knows_where_they_are_from()
    {
        var file = Extension("catalog.With<QuietOptions>(\"quiet\")");
        var catalog = Catalog.Default.With(file);
        Assert.Equal([file], catalog.Files);
        Assert.Equal("quiet", catalog.Reports[^1].Word);
        Assert.Equal(Catalog.Default.Reports, catalog.Reports.SkipLast(1));
        var twice = Assert.Throws<InputException>(() => catalog.With(file));
        Assert.Contains("the word 'quiet' is taken", twice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_of_every_sort_may_come_from_there()
    {
        var catalog = Catalog.Default.With(Outside.Written(folder, "sorts", Sorts, Outside.Library));
        var file = Path.Combine(folder, "x.yaml");
        File.WriteAllText(file, """
            data: { demo: { tracks: 16 } }
            labels: [mood4]
            split: halves
            features: [{ name: a, kind: mel, size: 128 }, { name: b, kind: one }]
            augment: [{ kind: louder, probability: 0.5 }]
            trainers: [seedCnn, { kind: auto, of: [deaf], on: [b] }]
            search: { kind: guess, trials: 2, pruner: { kind: once, after: 3 } }
            launcher: here
            report: [quiet, html]
            """);
        var resolved = ExperimentWriter.Yaml(ExperimentFile.Load(file, [], null, catalog).Experiment, catalog);
        foreach (var word in (string[])["halves", "one", "louder", "deaf", "guess", "once", "here"])
            Assert.Matches($@"kind: {word}\n", resolved);
        Assert.EndsWith("report: [quiet, html]\n", resolved, StringComparison.Ordinal);
        File.WriteAllText(file, resolved);
        Assert.Equal(resolved, ExperimentWriter.Yaml(ExperimentFile.Load(file, [], null, catalog).Experiment, catalog));
        Assert.Equal(7, Assert.Throws<InputException>(() => ExperimentFile.Load(file, [], null)).Problems.Count);
    }

    [Fact]
    public void What_it_needs_is_looked_for_beside_it()
    {
        var words = Outside.Written(folder, "words", "public static class Word { public static string Of(string of) => of; }");
        var file = Extension("catalog.With<QuietOptions>(Word.Of(\"quiet\"))", MetadataReference.CreateFromFile(words));
        Assert.Equal("quiet", Catalog.Default.With(file).Reports[^1].Word);
        File.Delete(words);
        AssertTold(file, "doesn't fit this program, Gmsa.Experiments 0.1.0: Could not load file or assembly 'words");
    }

    [Fact]
    public void A_file_that_is_no_assembly_with_kinds_is_told()
    {
        var text = Path.Combine(folder, "text.dll");
        File.WriteAllText(text, "kinds: [mine]\n");
        AssertTold(Path.Combine(folder, "none.dll"), "there is no such file");
        AssertTold(folder, "is a folder");
        AssertTold(text, "is ");
        AssertTold(typeof(Catalog).Assembly.Location, "names no kinds: it has no [assembly: ExtendsCatalog<...>]");
        AssertTold(Extension("catalog.With<QuietOptions>(\"html\")"), "its kinds can't be added: the word 'html' is taken");
    }

    [Fact]
    public void An_assembly_for_another_version_is_told()
    {
        var older = Outside.Written(Directory.CreateDirectory(Path.Combine(folder, "older")).FullName, "Gmsa.Experiments",
            "[assembly: System.Reflection.AssemblyVersion(\"0.0.9\")]\n" + Library);
        var same = Outside.Written(Directory.CreateDirectory(Path.Combine(folder, "same")).FullName, "Gmsa.Experiments",
            $"[assembly: System.Reflection.AssemblyVersion(\"{typeof(Catalog).Assembly.GetName().Version}\")]\n" + Library);
        AssertTold(Bare("older", older), "was built against version 0.0.9 of Gmsa.Experiments, and this is 0.1.0");
        AssertTold(Bare("same", same), "doesn't fit this program, Gmsa.Experiments 0.1.0: Method not found");
    }

    [Fact]
    public void The_program_ends_with_2_before_any_work()
    {
        var result = GmsaProgram.Run(folder, "check", "x.yaml", "--with", "none.dll");
        Assert.Equal((2, "--with: none.dll: there is no such file. Expected: a .NET assembly that adds kinds to this program\n"),
            (result.ExitCode, result.Errors));
        // Of a task's process it is no fault of the task's.
        Assert.Equal(ProcessEnd.MachineFailedExit, GmsaProgram.Run(folder, "task", "x", "trial", "1", "--with", "none.dll").ExitCode);
    }

    private static void AssertTold(string file, string expected)
    {
        var problem = Assert.Single(Assert.Throws<InputException>(() => Catalog.Default.With(file)).Problems);
        Assert.Equal("--with", problem.Where);
        Assert.StartsWith($"{file}: {expected}", problem.Message, StringComparison.Ordinal);
    }

    private string Extension(string extend, params IEnumerable<MetadataReference> more) => Outside.Written(folder, "kinds",
        $$"""
        using Gmsa.Experiments.Config;
        using Gmsa.Experiments.Reports;
        [assembly: ExtendsCatalog<Kinds>]
        public sealed record QuietOptions : ReportOptions { public override IReport Create() => throw new NotSupportedException(); }
        public sealed class Kinds : ICatalogExtension { public static Catalog Extend(Catalog catalog) => {{extend}}; }
        """, [Outside.Library, .. more]);

    private string Bare(string name, string library) => Outside.Written(folder, name,
        """
        using Gmsa.Experiments.Config;
        [assembly: ExtendsCatalog<Kinds>]
        public sealed class Kinds : ICatalogExtension { public static Catalog Extend(Catalog catalog) => catalog.WithNoKind(); }
        """, MetadataReference.CreateFromFile(library));
}
