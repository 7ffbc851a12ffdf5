using Guotu.Kernel.Randomness;
using Guotu.Rendering.Figures;
using Guotu.Testing;

namespace Guotu.Rendering.Tests;

public sealed class DistortedLettersTests
{
    [Fact]
    public void Every_letter_is_drawn_dark_on_pale_within_the_picture_and_stays_readable_in_size()
    {
        var random = new SystemRandomSource();
        foreach (var letter in DistortedLetters.Alphabet)
        {
            var picture = PngPixels.Read(DistortedLetters.Draw(new string(letter, 5), random));
            var reds = Enumerable.Range(0, picture.Width).SelectMany(x => Enumerable.Range(0, picture.Height).Select(y => picture[x, y].Red)).ToList();

            Assert.Equal((DistortedLetters.Width, DistortedLetters.Height), (picture.Width, picture.Height));
            Assert.InRange(reds.Count(r => r < 128), 900, reds.Count / 2);
            Assert.True(reds.Count(r => r > 220) > reds.Count / 3);
        }
    }

    [Fact]
    public void The_same_letters_never_look_the_same()
    {
        var random = new SystemRandomSource();
        var pictures = Enumerable.Range(0, 20).Select(_ => Convert.ToHexString(DistortedLetters.Draw("ACE37", random))).ToList();

        Assert.Equal(pictures.Count, pictures.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ACE37XX")]
    [InlineData("ABC")]
    public void Anything_but_one_to_six_of_its_letters_is_not_drawn(string letters) =>
        Assert.Throws<ArgumentException>(() => DistortedLetters.Draw(letters, new SystemRandomSource()));
}
