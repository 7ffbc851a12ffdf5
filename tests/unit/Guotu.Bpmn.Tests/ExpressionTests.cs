using Guotu.Bpmn.Expressions;

namespace Guotu.Bpmn.Tests;

public sealed class ExpressionTests
{
    private static readonly Dictionary<string, FlowValue> Values = new()
    {
        ["decision"] = FlowValue.Of("accept"),
        ["area"] = FlowValue.Of(12.5m),
        ["urgent"] = FlowValue.Of(true),
        ["用途"] = FlowValue.Of("工业"),
        ["review.agree"] = FlowValue.Of(2m),
        ["sections"] = FlowValue.Of(["耕地保护股", "生态修复股"]),
    };

    [Theory]
    [InlineData("${decision == 'accept'}", true)]
    [InlineData("decision = \"accept\"", true)]
    [InlineData("decision != 'accept'", false)]
    [InlineData("area > 12 and area <= 12.5", true)]
    [InlineData("area > 20 or urgent", true)]
    [InlineData("not urgent or not (area < 3)", true)]
    [InlineData("!urgent || false", false)]
    [InlineData("urgent && 用途 == '工业'", true)]
    [InlineData("decision in ('refuse', 'accept')", true)]
    [InlineData("'生态修复股' in sections", true)]
    [InlineData("review.agree >= 3", false)]
    [InlineData("false and true or true", true)] // and binds before or
    public void Conditions_are_read_as_they_are_written(string text, bool holds) =>
        Assert.Equal(holds, ExpressionReader.Read(text, 1).Value.Holds(Values).Value);

    [Theory]
    [InlineData("", 1)]
    [InlineData("decision ==", 12)]
    [InlineData("decision == 'accept", 13)]
    [InlineData("area > 1 2", 10)]
    [InlineData("(area > 1", 10)]
    [InlineData("area > 1; drop", 9)]
    [InlineData("System.exit(1)", 12)]
    [InlineData("1.2.3 > area", 1)]
    [InlineData("in == 'a'", 1)]
    public void What_cannot_be_read_is_named_by_its_character(string text, int column)
    {
        var error = ExpressionReader.Read(text, 7).Error!;
        Assert.Equal((FlowErrors.ExpressionWrong, 7, column.ToString(System.Globalization.CultureInfo.InvariantCulture)), (error.Code, error.Line!.Value, error.Arguments["column"]));
    }

    [Fact]
    public void Nesting_without_end_is_refused_and_not_followed() =>
        Assert.Equal(FlowErrors.ExpressionWrong, ExpressionReader.Read(new string('(', 1900) + "urgent", 1).Error!.Code);

    [Fact]
    public void A_value_that_is_not_there_is_a_refusal_and_never_false()
    {
        var error = ExpressionReader.Read("not (missing == 'x')", 1).Value.Holds(Values).Error!;
        Assert.Equal((FlowErrors.ValueMissing, "missing"), (error.Code, error.Arguments["variable"]));
    }

    [Theory]
    [InlineData("area == '12.5'")]
    [InlineData("decision < 'b'")]
    [InlineData("decision")]
    [InlineData("urgent and area")]
    [InlineData("area in ('a', 'b')")]
    public void Things_of_different_kinds_are_not_compared(string text) =>
        Assert.Equal(FlowErrors.KindsDiffer, ExpressionReader.Read(text, 1).Value.Holds(Values).Error!.Code);
}
