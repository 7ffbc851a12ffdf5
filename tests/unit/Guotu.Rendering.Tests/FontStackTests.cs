using System.Reflection;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Tests.Samples;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Tests;

public sealed class FontStackTests
{
    [Fact]
    public void A_font_that_stands_in_is_recorded_in_the_document()
    {
        var stack = Stack([new("不存在的小标宋"), new("Noto Serif CJK SC", FontWeight.Bold)]);

        var document = new DocumentComposer(stack).Compose(
            SampleInfo.Of("甲"), PageSetup.Report, [new TitleBlock("批复")], CancellationToken.None).Value;

        Assert.Equal(Enum.GetValues<FontRole>().Select(r => r.ToString()).Order(StringComparer.Ordinal), document.StandIns.Select(s => s.Role));
        Assert.All(document.StandIns, s => Assert.Equal(("不存在的小标宋", "Noto Serif CJK SC"), (s.Wanted, s.Used)));
    }

    [Fact]
    public void A_font_that_is_installed_as_wanted_is_no_stand_in() =>
        Assert.Empty(Stack([new("Noto Serif CJK SC")]).StandIns);

    [Fact]
    public void A_role_without_a_candidate_is_a_bug_and_throws() =>
        Assert.Throws<ArgumentException>(() => new FontStack(new Dictionary<FontRole, IReadOnlyList<FontCandidate>>()));

    [Fact]
    public void Every_run_names_the_file_of_its_font()
    {
        var faces = Composing.Certificate().Pages.SelectMany(p => p.Runs()).Select(r => r.Face).Distinct().ToList();

        Assert.All(faces, face => Assert.True(File.Exists(face.File), face.File));
    }

    [Fact]
    public void The_machine_tells_which_drawing_libraries_it_has()
    {
        var libraries = RenderingLibraries.Check().Value;

        Assert.Matches(@"^\d+\.\d+\.\d+$", libraries.Cairo);
        Assert.Matches(@"^\d+\.\d+\.\d+$", libraries.Pango);
    }

    [Fact]
    public void Every_refusal_of_this_area_has_its_text_and_way_out()
    {
        var codes = typeof(RenderingErrors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (ErrorCode)f.GetValue(null)!).ToList();

        Assert.All(codes, code => Assert.NotEmpty(ErrorRegistry.Shared.Entry(code).WayOut));
        Assert.Equal(
            ErrorRegistry.Shared.Entries.Where(e => e.Code.StartsWith("REN-", StringComparison.Ordinal)).Select(e => e.Code),
            codes.Select(c => c.Value).Order(StringComparer.Ordinal));
    }

    private static FontStack Stack(IReadOnlyList<FontCandidate> candidates) =>
        new(Enum.GetValues<FontRole>().ToDictionary(role => role, _ => candidates));
}
