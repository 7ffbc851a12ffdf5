using Guotu.Rendering.Flow;
using Guotu.Rendering.Output;
using Guotu.Rendering.Tests.Samples;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Tests;

public sealed class PreviewTests
{
    private static readonly DocumentComposer Composer = new(FontStack.Office);

    [Fact]
    public void A_page_previews_as_a_picture_of_its_size_at_the_resolution()
    {
        var document = Composer.Compose(SampleInfo.Of("意见书"), SampleCertificate.Sections(), CancellationToken.None).Value;

        var png = PngWriter.Write(document.Pages[0], 72, CancellationToken.None).Value;

        Assert.Equal((596, 842), PngSize.Of(png));
    }
}
