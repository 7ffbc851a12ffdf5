using System.Xml.Linq;
using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Engine;
using Guotu.Bpmn.Reading;
using Guotu.Testing;

namespace Guotu.Bpmn.Tests;

/// <summary>The process file of the first matter, lived through as the office does.</summary>
public sealed class LandPreexaminationTests
{
    private static readonly string Xml = File.ReadAllText(Path.Combine(TestData.Checkout, "src/Modules/Approval/Processes/land-preexamination.bpmn"));
    private static readonly HashSet<string> Posts =
    [
        "window-clerk", "handler", "plan-reviewer", "farmland-reviewer", "ecology-reviewer", "section-head", "deputy-director", "director", "issuing-clerk", "archivist",
    ];
    private static readonly string[] StepsAfterIssue = ["stepLayer", "stepArchive"];
    private static readonly string[] Steps = ["stepNumber", "stepCertificate"];

    private static Office AtDirector => ToJointReview().Complete("jointReview", "agree").Complete("jointReview", "agree").Complete("jointReview", "agree")
        .Complete("sectionChief").Complete("deputyDirector");

    [Fact]
    public void A_clean_case_walks_from_intake_to_the_certificate()
    {
        var office = AtDirector.Complete("director", "approve");
        Report(office, Steps);
        office.Complete("issue", "issue");
        Report(office, StepsAfterIssue);
        office.Complete("archiving");

        Assert.Equal((InstanceStatus.Completed, "archived"), (office.State.Status, office.State.Result));
        Assert.Equal(Golden, office.Events.Select(Line));
    }

    [Theory]
    [InlineData("refuse", "rejected")]
    [InlineData("requestCorrection", null)]
    public void The_window_may_refuse_or_ask_for_corrections(string outcome, string? result)
    {
        var office = new Office(Definition()).Complete("intake", "submit").Complete("acceptance", outcome);
        Assert.Equal(result, office.State.Result);
        Assert.Equal(result is null ? "correction" : "", office.Waiting);
    }

    [Fact]
    public void A_correction_before_acceptance_leads_back_to_acceptance_and_an_abandoned_one_to_the_end()
    {
        var office = new Office(Definition()).Complete("intake", "submit").Complete("acceptance", "requestCorrection");
        Assert.Equal("acceptance", office.Complete("correction", "corrected").Waiting);
        office.Complete("acceptance", "requestCorrection").Complete("correction", "abandon");
        Assert.Equal("withdrawn", office.State.Result);
    }

    [Fact]
    public void A_case_returned_to_the_applicant_stops_the_clock_and_comes_straight_back()
    {
        var office = ToJointReview(stopAt: "firstReview").Return("firstReview", "returnToApplicant");
        Assert.Equal("correction", office.Waiting);
        Assert.Contains(office.Last, e => e is ClockRequested { Act: ClockAct.Stop });
        office.Complete("correction", "corrected");
        Assert.Equal("firstReview", office.Waiting);
        Assert.Contains(office.Last, e => e is ClockRequested { Act: ClockAct.Resume });
        Assert.Equal("acceptance", office.Return("firstReview").Waiting); // 上一步 is acceptance, not the correction
    }

    [Fact]
    public void Each_post_may_return_to_the_step_before()
    {
        var office = AtDirector.Return("director");
        Assert.Equal("deputyDirector", office.Waiting);
        Assert.Equal("sectionChief", office.Return("deputyDirector").Waiting);
        Assert.Equal("jointReview jointReview jointReview", office.Return("sectionChief").Waiting);
        Assert.Equal("firstReview", AtDirector.Return("director", "returnToFirstReview").Waiting);
    }

    [Fact]
    public void The_director_may_reject_and_no_step_is_asked_for()
    {
        var office = AtDirector.Complete("director", "reject");
        Assert.Equal("rejected", office.State.Result);
        Assert.DoesNotContain(office.Events, e => e is StepRequested);
    }

    [Fact]
    public void A_decision_cannot_be_taken_back()
    {
        var office = AtDirector.Complete("director", "approve");
        Assert.Equal(FlowErrors.CannotTakeBack, office.Refusal(new WithdrawTask(office.Done("director"))));
    }

    [Fact]
    public void Deleting_a_task_in_the_file_changes_what_happens_without_a_build()
    {
        var shorter = Without("deputyDirector");
        var read = BpmnReader.Read(shorter, Posts);
        Assert.True(read.IsSuccess, Seen.All(read.Error));
        Assert.NotEqual(Definition().Version, read.Value.Version);

        var office = ToJointReview(read.Value);
        office.Complete("jointReview", "agree").Complete("jointReview", "agree").Complete("jointReview", "agree");
        Assert.Equal("director", office.Complete("sectionChief").Waiting);
        Assert.Equal("sectionChief", office.Return("director").Waiting);
    }

    [Fact]
    public void Deleting_a_section_in_the_file_leaves_two_to_countersign()
    {
        var file = XDocument.Parse(Xml);
        file.Descendants(XName.Get("member", "http://guotu.cn/bpmn")).Last().Remove();
        Assert.Equal("jointReview jointReview", ToJointReview(BpmnReader.Read(file.ToString()).Value).Waiting);
    }

    [Fact]
    public void Every_node_and_flow_is_drawn_for_bpmn_js()
    {
        var drawn = XDocument.Parse(Xml).Descendants().Attributes("bpmnElement").Select(a => a.Value).ToHashSet();
        Assert.DoesNotContain(Definition().Nodes.Select(n => n.Id).Concat(Definition().Flows.Select(f => f.Id)), id => !drawn.Contains(id));
    }

    private static readonly string[] Golden =
    [
        "start", "+intake", "-intake:submit", "+acceptance", "-acceptance:accept", "clock:Start", "+firstReview", "-firstReview:pass",
        "+jointReview/国土空间规划股", "+jointReview/耕地保护股", "+jointReview/生态修复股",
        "-jointReview:agree", "-jointReview:agree", "-jointReview:agree", "+sectionChief", "-sectionChief:pass", "+deputyDirector",
        "-deputyDirector:pass", "+director", "-director:approve", "clock:End",
        "?number", "!number", "?certificate", "!certificate",
        "+issue", "-issue:issue", "?layer", "!layer", "?archive", "!archive", "+archiving", "-archiving:pass", "end:archived",
    ];

    private static void Report(Office office, IEnumerable<string> steps)
    {
        foreach (var step in steps)
        {
            Assert.Equal(step, office.Waiting);
            office.Report(step);
        }
    }

    private static ProcessDefinition Definition()
    {
        var read = BpmnReader.Read(Xml, Posts);
        Assert.True(read.IsSuccess, Seen.All(read.Error));
        return read.Value;
    }

    private static Office ToJointReview(ProcessDefinition? definition = null, string stopAt = "")
    {
        var office = new Office(definition ?? Definition()).Complete("intake", "submit").Complete("acceptance", "accept");
        return stopAt == "firstReview" ? office : office.Complete("firstReview");
    }

    /// <summary>What a drawer does: deletes a task and draws its arrow through.</summary>
    private static string Without(string task)
    {
        var file = XDocument.Parse(Xml);
        var flows = file.Descendants().Where(e => e.Name.LocalName == "sequenceFlow").ToList();
        var into = flows.Single(f => f.Attribute("targetRef")!.Value == task);
        var outOf = flows.Single(f => f.Attribute("sourceRef")!.Value == task);
        into.SetAttributeValue("targetRef", outOf.Attribute("targetRef")!.Value);
        outOf.Remove();
        file.Descendants().Single(e => e.Attribute("id")?.Value == task).Remove();
        return file.ToString();
    }

    private static string Line(FlowEvent happened) => happened switch
    {
        ProcessStarted => "start",
        TaskCreated { Member: { } member } created => $"+{created.Node}/{member}",
        TaskCreated created => $"+{created.Node}",
        TaskCompleted done => $"-{done.Node}:{done.Outcome}",
        StepRequested step => $"?{step.Key}",
        StepCompleted step => $"!{step.Key}",
        ClockRequested clock => $"clock:{clock.Act}",
        ProcessEnded ended => $"end:{ended.Result}",
        _ => happened.ToString()!,
    };
}
