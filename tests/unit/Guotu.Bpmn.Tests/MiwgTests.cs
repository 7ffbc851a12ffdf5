using Guotu.Bpmn.Reading;
using Guotu.Testing;

namespace Guotu.Bpmn.Tests;

/// <summary>
/// The interchange files of the BPMN Model Interchange Working Group. They are drawings, not runnable processes of ours: each must be
/// refused for a named reason with its line, and none may fail in another way.
/// </summary>
public sealed class MiwgTests
{
    [Theory]
    [InlineData("A.1.0", "isExecutable task")]
    [InlineData("A.2.0", "isExecutable task")]
    [InlineData("A.2.1", "conditionExpression isExecutable task")]
    [InlineData("A.3.0", "escalationEventDefinition isExecutable messageEventDefinition subProcess task")]
    [InlineData("A.4.0", "isExecutable message messageFlow process subProcess task")]
    [InlineData("A.4.1", "isExecutable messageFlow process subProcess task")]
    [InlineData("B.1.0", "callActivity globalTask guotu:step isExecutable message messageEventDefinition messageFlow process subProcess task timerEventDefinition")]
    [InlineData("B.2.0", "attachedToRef callActivity conditionalEventDefinition errorEventDefinition escalationEventDefinition eventBasedGateway globalUserTask guotu:collection guotu:step inclusiveGateway intermediateThrowEvent isExecutable isSequential linkEventDefinition message messageEventDefinition messageFlow process receiveTask sendTask signalEventDefinition subProcess task timeDate/timeDuration timerEventDefinition")]
    public void A_drawing_of_the_interchange_group_is_refused_for_its_named_parts(string file, string parts)
    {
        var read = BpmnReader.Read(File.ReadAllBytes(TestData.Path($"bpmn/miwg/{file}.bpmn")));

        Assert.False(read.IsSuccess);
        var errors = read.Error!.Others.Prepend(read.Error).ToList();
        Assert.All(errors, e => Assert.True(e.Line > 0 && e.Text.Length > 0));
        var named = errors.Select(e => e.Arguments.GetValueOrDefault("attribute") ?? e.Arguments.GetValueOrDefault("element") ?? "conditionExpression").Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(parts, string.Join(" ", named));
    }
}
