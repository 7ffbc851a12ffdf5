using Guotu.Rendering.Figures;
using Guotu.Rendering.Model;
using QRCoder;

namespace Guotu.Rendering.Tests;

public sealed class QrCodeTests
{
    private const string Content = "https://xixiang.example.gov.cn/verify/6107242026XS0000018";

    [Fact]
    public void Every_module_of_the_code_is_drawn_dark_or_left_white()
    {
        using var expected = QRCodeGenerator.GenerateQrCode(Content, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var count = expected.ModuleMatrix.Count;
        var dark = DarkBoxes(Draw(Content, count));

        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
            {
                var centre = new BoxMm(column + 0.5, row + 0.5, 0, 0);
                Assert.Equal(expected.ModuleMatrix[row][column], dark.Exists(b => b.Contains(centre)));
            }
        }
    }

    [Fact]
    public void Four_modules_around_the_code_stay_white()
    {
        using var code = QRCodeGenerator.GenerateQrCode(Content, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var count = code.ModuleMatrix.Count;

        var quiet = new BoxMm(4, 4, count - 8, count - 8);

        Assert.All(DarkBoxes(Draw(Content, count)), b => Assert.True(quiet.Inset(-1e-9).Contains(b)));
    }

    [Fact]
    public void Too_much_content_is_refused_with_its_length()
    {
        var error = Composing.Composer.ComposeFigure(new QrCodeFigure(new string('国', 2000)), new PageSize(30, 30), CancellationToken.None).Error!;

        Assert.Equal((RenderingErrors.QrContentTooLong, "6000"), (error.Code, error.Arguments["bytes"]));
    }

    private static Page Draw(string content, double side) =>
        Composing.Composer.ComposeFigure(new QrCodeFigure(content), new PageSize(side, side), CancellationToken.None).Value;

    private static List<BoxMm> DarkBoxes(Page page)
    {
        var dark = page.Shapes.OfType<PathShape>().Single(s => s.Fill?.Colour == Colour.Black);
        return [.. dark.Path.Steps.Chunk(5).Select(rectangle =>
        {
            var (topLeft, bottomRight) = (rectangle[0].End, rectangle[2].End);
            return new BoxMm(topLeft.X, topLeft.Y, bottomRight.X - topLeft.X, bottomRight.Y - topLeft.Y);
        })];
    }
}
