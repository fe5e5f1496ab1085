using System.Text;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Config;

public class FuzzTests
{
    private static readonly string[] Snippets =
        ["[", "]", "{", "}", ":", ": ", "- ", "\n", "\t", "  ", "&a ", "*a", "<<: ", "!!str ", "'", "\"", "|\n", "#", "?", "%", "---\n",
         "~", "-1", "1e999", "99999999999", "0x1", ".", "kind: ", "name", "{ int: [1, 2] }", "{ choice: [] }", "[]", "{}", "\0", "\u2028",
         "𝄞", "null", "true", "0s", "1e30d"];

    [Fact]
    public void Mutated_files_load_or_are_refused_with_problems()
    {
        var folder = ExperimentText.Folder();
        var path = Path.Combine(folder, "x.yaml");
        var random = new Seed(5).Generator();
        var (loaded, refused) = (0, 0);
        for (var round = 0; round < 2_000; round++)
        {
            var text = new StringBuilder(round % 2 == 0 ? ExperimentText.Full : ExperimentText.Schemes);
            for (var changes = 1 + random.NextInt(2); changes > 0; changes--) Mutate(text, random);
            File.WriteAllText(path, text.ToString());
            try
            {
                var experiment = ExperimentFile.Load(path, [], null).Experiment;
                ExperimentWriter.Yaml(experiment);
                ExperimentWriter.CanonicalJson(experiment, Catalog.Default);
                loaded++;
            }
            catch (InputException e)
            {
                Assert.NotEmpty(e.Problems);
                Assert.All(e.Problems, p => Assert.NotEmpty(p.Message));
                refused++;
            }
        }
        Assert.True(loaded > 50 && refused > 1_000, $"{loaded} loaded, {refused} refused");
    }

    private static void Mutate(StringBuilder text, SplitMix64 random)
    {
        var at = random.NextInt(text.Length);
        var length = Math.Min(1 + random.NextInt(12), text.Length - at);
        switch (random.NextInt(4))
        {
            case 0: text.Remove(at, length); break;
            case 1: text.Insert(at, Snippets[random.NextInt(Snippets.Length)]); break;
            case 2: text.Insert(random.NextInt(text.Length), text.ToString(at, length)); break;
            default: text[at] = (char)(32 + random.NextInt(95)); break;
        }
    }
}
