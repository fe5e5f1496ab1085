using System.Text;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Manifests;

/// <summary>Which texts are one value, and which are likely to be.</summary>
public class TrackIdentityTests
{
    [Theory]
    [InlineData("Χάρις\u00A0Αλεξίου")]
    [InlineData("Χάρις\u2009Αλεξίου")]
    [InlineData("Χάρις\u3000Αλεξίου")]
    [InlineData("Χάρις\t Αλεξίου")]
    [InlineData("\u2003Χάρις\n\u202FΑλεξίου\u00A0")]
    [InlineData("Χάρις \u2800\u3164Αλεξίου")]
    [InlineData("\uFEFFΧάρις \u200BΑλεξίου\u200D")]
    [InlineData("\u200EΧά\u00ADρις \u2060Αλεξίου\u202C")]
    [InlineData("Χάρις\uFE0F Αλεξίου\U000E0100\u034F")]
    [InlineData("Χάρις Αλεξίου\u0007\0")]
    [InlineData("Χάρις\u2065 Αλεξίου\uFFF0\uFFF8")]
    [InlineData("Χάρις \U000E0080Αλεξίου\U000E00FF\U000E01F0\U000E0001")]
    [InlineData("Χα\u0301ρις Αλεξι\u0301ου")]
    [InlineData("Χα\u200D\u0301ρις Αλεξίου")]
    public void White_space_what_nobody_sees_and_composition_make_no_other_value(string spelling)
    {
        Assert.Equal("Χάρις Αλεξίου", TrackIdentity.Value(spelling));
        Assert.Equal("Χάρις Αλεξίου", TrackIdentity.Value(TrackIdentity.Value(spelling)));
    }

    [Theory]
    [InlineData("\u0600\u0661")] // a sign before Arabic numbers is a format that is seen
    [InlineData("が")]
    [InlineData("AC/DC")]
    [InlineData("-1")]
    [InlineData("")]
    public void What_is_seen_stays_as_it_is(string value) => Assert.Equal(value, TrackIdentity.Value(value));

    [Fact]
    public void Texts_that_are_no_text_have_a_value_too()
    {
        foreach (var text in (string[])["\uFFFE", "a\uD800", "\uDC00b", "\U0001FFFE", "\uFDD0"])
        {
            Assert.True(TrackIdentity.Value(text).IsNormalized(NormalizationForm.FormC));
            Assert.NotNull(TrackIdentity.Likeness(text));
        }
    }

    [Theory]
    [InlineData("Χάρις Αλεξίου", "ΧΑΡΙΣ ΑΛΕΞΙΟΥ")] // case, accents and the final sigma
    [InlineData("Μαΐστρος", "Μαιστροσ")]
    [InlineData("AC/DC", "ACDC")]
    [InlineData("P!nk", "p-n.k")]
    [InlineData("Simon & Garfunkel", "Simon and Garfunkel")]
    [InlineData("Μάνος & Νίκος", "Μάνος και Νίκος")]
    [InlineData("The Beatles", "Beatles, The")]
    [InlineData("Beyoncé", "BEYONCE")]
    [InlineData("Mötley Crüe", "Motley Crue")]
    [InlineData("Sigur Rós", "Ｓｉｇｕｒ Ｒｏｓ")]
    [InlineData("Στρaβος", "Στράβος")] // a Latin a
    [InlineData("Aλεξίoυ", "Αλεξίου")] // a Latin A and o
    [InlineData("Γιαvvης", "Γιάννης")] // Latin v
    [InlineData("ΤΑΝΙΑ", "TANIA")] // all Greek, all Latin
    [InlineData("Niκo", "Νίκο")]
    [InlineData("Мaша", "Маша")] // a Latin a among Cyrillic
    [InlineData("Bjørk", "BJORK")]
    [InlineData("['ABBA']", "Abba")]
    [InlineData("7.0", "07")]
    public void Spellings_of_one_name_are_alike(string one, string other)
    {
        Assert.NotEqual(TrackIdentity.Value(one), TrackIdentity.Value(other));
        Assert.Equal(TrackIdentity.Likeness(one), TrackIdentity.Likeness(other));
    }

    [Theory]
    [InlineData("???", "!!!")]
    [InlineData("-1", "1")]
    [InlineData("1.10", "11.0")]
    [InlineData("1-10", "11-0")]
    [InlineData("Op. 1, 11", "Op. 11, 1")]
    [InlineData("カ", "ガ")] // a mark that makes another letter
    [InlineData("The The", "And")]
    [InlineData("Van", "Nan")]
    [InlineData("0.5", "05")]
    public void Other_names_are_not(string one, string other) =>
        Assert.NotEqual(TrackIdentity.Likeness(one), TrackIdentity.Likeness(other));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("01", "1")]
    [InlineData("1.0", "1")]
    [InlineData("+1.", "1")]
    [InlineData("-01.00", "-1")]
    [InlineData("-0.0", "0")]
    [InlineData("000", "0")]
    [InlineData("1.10", "1.10")]
    [InlineData("1e3", "1e3")]
    [InlineData("", "")]
    [InlineData("-", "-")]
    [InlineData(".0", ".0")]
    [InlineData("fold 01", "fold 01")]
    public void Whole_numbers_have_one_spelling(string text, string plain) => Assert.Equal(plain, WholeNumber.Plain(text));

    [Fact]
    public void Artists_that_a_text_names_are_known_by_what_stands_between()
    {
        string[] Names(string text) => [.. Credits.Of(text).Select(c => c.Likeness).Distinct()];
        string[] Sure(string text) =>
            [.. Credits.Of(text).Where(c => c.Certainty == CreditCertainty.Sure).Select(c => c.Likeness).Distinct()];
        string[] both = ["ABBA", "QUEEN"];
        string[] sure =
        [
            "Abba feat. Queen", "Abba (ft. Queen)", "ABBA [Featuring Queen]", "Abba;Queen", "Abba | Queen", "['Abba', \"Queen\"]",
            "[\"Abba\",\"Queen\"]", "[Abba, Queen]",
        ];
        string[] doubtful =
            ["Abba, Queen", "Abba & Queen", "Abba with Queen", "Abba x Queen", "Abba/Queen", "Abba / Queen", "Abba vs. Queen"];
        foreach (var text in sure) Assert.Equal(both, Sure(text).Order());
        foreach (var text in doubtful)
        {
            Assert.Equal(both, Names(text).Order());
            Assert.Empty(Sure(text)); // one word each: may be "Strauss, Johann"
        }
        Assert.Empty(Names("AC/DC"));
        Assert.Empty(Names("Queen"));
        Assert.Equal(["DUKEELLINGTON"], Names("Duke Ellington & His Orchestra"));
        Assert.Equal(["AINT", "QUEEN"], Sure("['Ain't', 'Queen']"));
    }
}
