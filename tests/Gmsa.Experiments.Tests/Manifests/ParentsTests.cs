using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Manifests;

public class ParentsTests
{
    private static Track Row(string id, string parent = "") => new(id, "", new Dictionary<string, string> { ["parent"] = parent });

    [Fact]
    public void Copies_of_copies_name_the_first_of_all_whether_it_is_there_or_not() =>
        Assert.Equal(["", "a", "a", "gone", "gone"],
            Parents.Resolved([Row("a"), Row("b", "a"), Row("c", "b"), Row("d", "gone"), Row("e", "d")]).Select(t => t["parent"]));

    [Fact]
    public void A_parent_is_known_in_another_spelling_of_its_id() =>
        Assert.Equal(["a  b.wav", "a  b.wav", "c", "c"],
            Parents.Origins([Row("a  b.wav"), Row("copy", "a b.wav"), Row("c"), Row("d", "\u200Bc")]));

    [Fact]
    public void A_circle_is_one_family() =>
        Assert.Equal(["x", "x", "x", "s"],
            Parents.Resolved([Row("x", "y"), Row("y", "z"), Row("z", "x"), Row("s", "s")]).Select(t => t["parent"]));

    [Fact]
    public void Without_copies_tracks_stay_what_they_are()
    {
        Track[] tracks = [Row("a"), Row("b")];
        Assert.Same(tracks, Parents.Resolved(tracks));
    }
}
