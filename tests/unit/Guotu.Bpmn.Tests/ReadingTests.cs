using System.Text;
using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Reading;

namespace Guotu.Bpmn.Tests;

public sealed class ReadingTests
{
    private static Draft Straight => Draft.Process().Start().Task("a").End().Chain("start a end");

    [Fact]
    public void A_doctype_is_refused_whatever_it_holds()
    {
        var bomb = "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>\n" + Straight.Xml;
        Assert.Equal(FlowErrors.NotReadable, BpmnReader.Read(bomb).Error!.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<a>\n<b>\n</a>")]
    [InlineData("<?xml version='1.0' encoding='no-such'?><a/>")]
    public void What_is_no_xml_is_refused_with_its_line(string text)
    {
        var error = BpmnReader.Read(text).Error!;
        Assert.Equal(FlowErrors.NotReadable, error.Code);
        Assert.True(error.Line > 0);
    }

    [Fact]
    public void A_file_beyond_four_MiB_is_refused() =>
        Assert.Equal(FlowErrors.FileTooLarge, BpmnReader.Read(new byte[(4 * 1024 * 1024) + 1]).Error!.Code);

    [Theory]
    [InlineData("<scriptTask id='x' name='跑脚本'/>", "scriptTask")]
    [InlineData("<inclusiveGateway id='x' name='跑脚本'/>", "inclusiveGateway")]
    [InlineData("<subProcess id='x' name='跑脚本'/>", "subProcess")]
    [InlineData("<task id='x' name='跑脚本'/>", "task")]
    [InlineData("<callActivity id='x' name='跑脚本'/>", "callActivity")]
    public void An_element_that_does_not_run_is_refused_by_name_and_line(string element, string name)
    {
        var error = Straight.Raw(element).Read().Error!;
        Assert.Equal((FlowErrors.ElementNotSupported, name, "跑脚本"), (error.Code, error.Arguments["element"], error.Arguments["name"]));
        Assert.Equal(Draft.Head + 6, error.Line);
    }

    [Fact]
    public void A_misspelt_extension_is_refused_and_not_ignored() =>
        Assert.Equal(FlowErrors.ElementNotSupported, Draft.Process().Start().Task("a", "opinoin required='true'").End().Chain("start a end").Read().Error!.Code);

    [Theory]
    [InlineData("<startEvent id='s2'><timerEventDefinition/></startEvent>", "timerEventDefinition")]
    [InlineData("<endEvent id='e2'><errorEventDefinition/></endEvent>", "errorEventDefinition")]
    public void An_event_of_a_kind_that_does_not_run_is_refused(string element, string name) =>
        Assert.Equal(name, Straight.Raw(element).Read().Error!.Arguments["element"]);

    [Fact]
    public void What_only_explains_the_drawing_is_kept_and_has_no_effect()
    {
        var drawn = Straight
            .Raw("<laneSet id='l'><lane id='l1'><flowNodeRef>a</flowNodeRef></lane></laneSet>")
            .Raw("<textAnnotation id='t'><text>第五十二条</text></textAnnotation>").Raw("<association id='as' sourceRef='a' targetRef='t'/>")
            .Definition;
        Assert.Equal(["start", "a", "end"], drawn.Nodes.Select(n => n.Id));
        Assert.Contains("第五十二条", drawn.Xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        var error = Straight.Raw("<task id='x'/>").Raw("<scriptTask id='y'/>").Read().Error!;
        Assert.Equal(2, error.Others.Count + 1);
    }

    [Theory]
    [InlineData("<sequenceFlow id='z' sourceRef='a' targetRef='nowhere'/>", "targetRef")]
    [InlineData("<sequenceFlow id='z' targetRef='a'/>", "sourceRef")]
    [InlineData("<boundaryEvent id='b' attachedToRef='end'><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>", "attachedToRef")]
    [InlineData("<exclusiveGateway id='g' default='nope'/>", "default")]
    [InlineData("<endEvent id='a'/>", "id")]
    [InlineData("<intermediateCatchEvent id='t'><timerEventDefinition><timeDuration>three days</timeDuration></timerEventDefinition></intermediateCatchEvent>", "timeDate/timeDuration")]
    public void A_reference_that_leads_nowhere_is_named(string element, string attribute) =>
        Assert.Equal((FlowErrors.AttributeWrong, attribute), (Straight.Raw(element).Read().Error!.Code, Straight.Raw(element).Read().Error!.Arguments["attribute"]));

    [Fact]
    public void The_version_hangs_on_the_content_and_not_on_the_encoding()
    {
        var xml = "<?xml version=\"1.0\" encoding=\"{0}\"?>\r\n" + Straight.Xml.Replace("name='P'", "name='café &#10; 1'", StringComparison.Ordinal);
        var utf8 = BpmnReader.Read(Encoding.UTF8.GetBytes(xml.Replace("{0}", "UTF-8", StringComparison.Ordinal))).Value;
        var latin = BpmnReader.Read(Encoding.Latin1.GetBytes(xml.Replace("{0}", "ISO-8859-1", StringComparison.Ordinal))).Value;
        Assert.Equal(utf8.Version, latin.Version);
        Assert.Equal(utf8.Version, BpmnReader.Read(utf8.Xml).Value.Version);
        Assert.NotEqual(utf8.Version, BpmnReader.Read(Straight.Xml).Value.Version);
    }

    [Fact]
    public void A_new_case_takes_the_current_version_and_an_old_one_finds_its_own()
    {
        var first = Straight.Definition;
        var second = Draft.Process().Start().Task("a").Task("b").End().Chain("start a b end").Definition;
        var versions = ProcessVersions.Empty.With(first).With(second);
        Assert.Same(second, versions.Current("p"));
        Assert.Same(first, versions.Of("p", first.Version));
        Assert.Null(versions.Of("p", "0000"));
        Assert.Same(first, versions.With(first).Current("p"));
    }
}
