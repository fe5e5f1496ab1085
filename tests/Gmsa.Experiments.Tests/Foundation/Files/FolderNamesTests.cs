using System.Text;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

/// <summary>Names for files and folders of what people named.</summary>
public class FolderNamesTests
{
    public static TheoryData<string, string[]> Kinds => new()
    {
        { "characters that no name has", ["a/b", "a:b", "a\\b", "a*b", "a_b"] },
        { "comparisons", ["<0.5", ">0.5", "=0.5"] },
        { "points", [".", "..", "", "_", "..."] },
        { "trailing points and spaces", ["rock", "rock.", "rock ", "rock. ", " rock"] },
        { "capitals", ["Rock", "rock", "ROCK"] },
        { "devices", ["CON", "con", "_CON", "NUL", "nul.", "COM1"] },
        { "composed and not", ["café".Normalize(NormalizationForm.FormC), "café".Normalize(NormalizationForm.FormD)] },
        { "long", [new string('字', 200) + "1", new string('字', 200) + "2", new string('字', 200)] },
        { "emoji", ["😀", "😢", "👩‍🎤", "👨‍🎤"] },
        { "controls", ["a\tb", "a\nb", "a\0b", "a\u200Bb"] },
        { "one that looks like another with digits", ["a/b", "a:b", FolderNames.Of(["a/b", "a:b"])["a/b"]] },
        { "what isn't well-formed", ["\uD800", "\uD801", "\uDC00"] },
    };

    [Theory]
    [MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public void Each_has_its_own_on_every_disk_in_whatever_order(string kind, string[] called)
    {
        var names = FolderNames.Of(called);
        Assert.Equal(called.Length, names.Count);
        Assert.True(names.Values.Select(n =>
            n.Normalize(NormalizationForm.FormC).ToUpperInvariant()).Distinct(StringComparer.Ordinal).Count() == called.Length, kind);
        Assert.Equal(names.OrderBy(n => n.Key, StringComparer.Ordinal),
            FolderNames.Of(called.Reverse()).OrderBy(n => n.Key, StringComparer.Ordinal));
        Assert.All(names.Values, name =>
        {
            Assert.Equal(name, FolderNames.Safe(name)); // safe as it stands
            Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 200);
        });
    }

    [Theory]
    [InlineData("Χάρις Αλεξίου (live)")]
    [InlineData("हिन्दी")]
    [InlineData("😀")]
    [InlineData("Drum & Bass, 90's + more")]
    public void What_is_readable_stays_as_it_is(string name) => Assert.Equal(name, FolderNames.Of([name, "other"])[name]);

    [Fact]
    public void Digits_come_only_where_names_would_be_the_same()
    {
        var names = FolderNames.Of(["a/b", "c/d", "e:f", "e/f"]);
        Assert.Equal(("a_b", "c_d"), (names["a/b"], names["c/d"]));
        Assert.Matches("^e_f-[0-9a-f]{8}$", names["e:f"]);
        Assert.Matches("^e_f-[0-9a-f]{8}$", names["e/f"]);
    }

    [Fact]
    public void Things_of_one_name_are_told_apart_by_what_they_are()
    {
        var names = FolderNames.Of([("track a, clip 2", "a-clip2"), ("track a-clip2, clip 1", "a-clip2"), ("track b", "b")]);
        Assert.Equal(3, names.Values.Distinct().Count());
        Assert.Equal("b", names["track b"]);
    }
}
