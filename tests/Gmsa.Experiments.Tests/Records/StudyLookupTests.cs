using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Records;

public sealed class StudyLookupTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_no_study_is_told_as_what_it_is()
    {
        File.WriteAllText(Path.Combine(folder, "x.csv"), "a,b\n1,2\n");
        Assert.Equal("this is a table (CSV), not the folder of a study.", StudyLookup.Words(Path.Combine(folder, "x.csv")));
        Assert.Equal("this is no study: give a folder that `gmsa run` made, such as results/quickstart-0123abcd",
            StudyLookup.Words(folder));
    }

    [Fact]
    public void Of_an_experiment_file_its_study_is_named()
    {
        File.WriteAllText(Path.Combine(folder, "My Moods.yaml"), "data: { demo: {} }\n");
        string Told() => GmsaProgram.Run(folder, "status", "My Moods.yaml").Errors.TrimEnd();
        Assert.Equal("My Moods.yaml: this is an experiment file (YAML), not the folder of a study. "
            + "There is no study of it in results; `gmsa run My Moods.yaml` makes one.", Told());
        foreach (var name in (string[])["my-moods-01234567", "my-moods-other-01234567"])
        {
            var study = Path.Combine(folder, "results", name);
            Directory.CreateDirectory(study);
            File.WriteAllText(Path.Combine(study, "plan.json"), "{}");
            File.WriteAllText(Path.Combine(study, "journal.jsonl"), "");
        }
        Assert.EndsWith(" Its study is results/my-moods-01234567.", Told());
        File.WriteAllText(Path.Combine(folder, "My Moods.yaml"), "name: my-moods-other\ndata: { demo: {} }\n");
        Assert.EndsWith(" Its study is results/my-moods-other-01234567.", Told());
    }
}
