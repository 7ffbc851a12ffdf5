using System.Text;
using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Reading;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Tests;

/// <summary>Writes a process file for a test, an element a line, so that lines in errors can be told.</summary>
internal sealed class Draft
{
    private readonly StringBuilder _elements = new();
    private int _flows;

    /// <summary>Lines before the first element.</summary>
    public const int Head = 2;

    public static Draft Process() => new();

    public Draft Raw(string element)
    {
        _elements.Append(element).Append('\n');
        return this;
    }

    public Draft Start(string id = "start") => Raw($"<startEvent id='{id}'/>");

    public Draft End(string id = "end", string? result = null) =>
        Raw($"<endEvent id='{id}'>{(result is null ? "" : $"<extensionElements><g:result state='{result}'/></extensionElements>")}</endEvent>");

    public Draft Terminate(string id) => Raw($"<endEvent id='{id}'><terminateEventDefinition/></endEvent>");

    /// <param name="rules">More extension elements, e.g. <c>return to='previous' key='return'</c>, without brackets.</param>
    public Draft Task(string id, params string[] rules) =>
        Raw($"<userTask id='{id}'><extensionElements><g:assignment post='clerk'/>{Extensions(rules)}</extensionElements></userTask>");

    public Draft Countersign(string id, string loop, params string[] rules) => Raw(
        $"<userTask id='{id}'><extensionElements><g:assignment post='clerk'/><g:outcome key='agree'/><g:outcome key='disagree'/>{Extensions(rules)}</extensionElements>{loop}</userTask>");

    public Draft Step(string id) => Raw($"<serviceTask id='{id}'><extensionElements><g:step name='{id}'/></extensionElements></serviceTask>");

    public Draft Parallel(params string[] ids)
    {
        foreach (var id in ids)
        {
            Raw($"<parallelGateway id='{id}'/>");
        }

        return this;
    }

    public Draft Exclusive(string id, string? byDefault = null) => Raw($"<exclusiveGateway id='{id}'{(byDefault is null ? "" : $" default='{byDefault}'")}/>");

    /// <summary>Flows along a chain of nodes, e.g. <c>start a b end</c>.</summary>
    public Draft Chain(string nodes)
    {
        var ids = nodes.Split(' ');
        for (var i = 0; i + 1 < ids.Length; i++)
        {
            Flow($"way{++_flows}", ids[i], ids[i + 1]);
        }

        return this;
    }

    public Draft Flow(string id, string from, string to, string? condition = null) => Raw(condition is null
        ? $"<sequenceFlow id='{id}' sourceRef='{from}' targetRef='{to}'/>"
        : $"<sequenceFlow id='{id}' sourceRef='{from}' targetRef='{to}'><conditionExpression>{condition}</conditionExpression></sequenceFlow>");

    public string Xml => $"<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:g='http://guotu.cn/bpmn'>\n<process id='p' name='P'>\n{_elements}</process></definitions>";

    public Result<ProcessDefinition> Read(params string[] posts) => BpmnReader.Read(Xml, posts.Length == 0 ? null : posts.ToHashSet());

    public ProcessDefinition Definition
    {
        get
        {
            var read = Read();
            Assert.True(read.IsSuccess, Seen.All(read.Error));
            return read.Value;
        }
    }

    private static string Extensions(string[] rules) => string.Concat(rules.Select(r => $"<g:{r}/>"));
}

/// <summary>Errors as a test shows them.</summary>
internal static class Seen
{
    public static string All(Error? error) => error is null ? "" : string.Join("\n", error.Others.Prepend(error).Select(e => $"{e.Line}: {e}"));

    public static IEnumerable<ErrorCode> Codes<T>(Result<T> result) => result.Error is { } error ? error.Others.Prepend(error).Select(e => e.Code) : [];
}
